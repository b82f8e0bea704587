package org.itr.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.itr.objecttype.Views;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The addresses under which the website is reached, which links in mails may lead to. What a caller
 * names is taken when it is one of them; a link with a token to anywhere else would give the token
 * away.
 */
@Component
class WebsiteAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(WebsiteAddresses.class);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern END_SLASHES = Pattern.compile("/+$");

  private final List<String> configured;
  private final String local;
  private final Views views;
  private final AtomicBoolean isTold = new AtomicBoolean();

  WebsiteAddresses(
      @Value("${settings.base-urls}") List<String> configured,
      @Value("${server.port}") int port,
      Views views) {
    this.configured = configured.stream().map(WebsiteAddresses::trimmed).toList();
    this.local = "http://localhost:" + port;
    this.views = views;
  }

  /** The address that was asked for when it is trusted, else the first configured one. */
  String trusted(String asked) {
    String address = trimmed(asked);
    if (isTrusted(address)) {
      return address;
    }
    if (!configured.isEmpty()) {
      return configured.get(0);
    }
    if (!isTold.getAndSet(true)) {
      LOG.info(
          "Links in mails lead to {}, because the website was called by a host name that this server does not"
              + " know. Set ITR_BASE_URLS to its address",
          local);
    }
    return local;
  }

  private boolean isTrusted(String address) {
    for (String known : configured) {
      if (address.equals(known) || address.startsWith(known + "/")) {
        return isPlain(address);
      }
    }
    return isPlain(address) && (isOfThisMachine(address) || isOfCompany(address));
  }

  /** Nothing but a scheme of the web, a host, perhaps a port, and a path. */
  private static boolean isPlain(String address) {
    URI uri = parsed(address);
    return uri != null
        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && !address.contains("..");
  }

  private static boolean isOfThisMachine(String address) {
    return THIS_MACHINE.contains(host(address));
  }

  /** A host name that a company has been given is one that leads here. */
  private boolean isOfCompany(String address) {
    return views.companyOfHost(host(address)).isPresent();
  }

  private static String host(String address) {
    URI uri = parsed(address);
    return uri == null || uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static @Nullable URI parsed(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String trimmed(String address) {
    return END_SLASHES.matcher(address.strip()).replaceAll("");
  }
}
