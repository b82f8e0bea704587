package org.itr.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** A sentence for what the container refused before any call was reached. */
@Controller
class ErrorPage implements ErrorController {

  @RequestMapping("/error")
  Answer error(HttpServletRequest request, HttpServletResponse response) {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.valueOf(code)
            : HttpStatus.NOT_FOUND;
    response.setStatus(status.value());
    response.setHeader("Cache-Control", "no-store");
    return Answer.text(
        switch (status) {
          case NOT_FOUND -> ApiErrors.NOTHING_HERE;
          case METHOD_NOT_ALLOWED -> ApiErrors.NOT_THAT_METHOD;
          default -> status.getReasonPhrase();
        });
  }
}
