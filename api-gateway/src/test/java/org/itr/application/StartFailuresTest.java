package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.web.server.PortInUseException;

class StartFailuresTest {

  private static String sentence(Throwable failure) {
    return StartFailures.sentence(new BeanCreationException("somewhere", failure)).orElse("none");
  }

  @Test
  void what_the_product_refuses_is_told_in_its_own_words() {
    assertThat(sentence(new IllegalStateException("ITR_X must be a number")))
        .isEqualTo("ITR_X must be a number");
    assertThat(sentence(new UncheckedIOException("Cannot read it", new IOException("disk full"))))
        .isEqualTo("Cannot read it: java.io.IOException: disk full");
  }

  @Test
  void a_database_that_cannot_be_used_is_told_with_the_settings_to_look_at() {
    assertThat(sentence(new SQLException("Connection refused", "08001")))
        .startsWith("The database cannot be reached (ITR_DB_URL)");
    assertThat(sentence(new SQLException("authentication failed", "28P01")))
        .contains("ITR_DB_USER, ITR_DB_PASSWORD");
    assertThat(sentence(new SQLException("no database", "3D000"))).contains("does not exist");
  }

  @Test
  void a_port_that_is_taken_is_named() {
    assertThat(sentence(new PortInUseException(8080))).contains("port 8080", "ITR_PORT");
  }

  @Test
  void what_nobody_thought_of_keeps_its_stack() {
    assertThat(sentence(new SQLException("syntax error", "42601"))).isEqualTo("none");
    assertThat(sentence(new NullPointerException("oops"))).isEqualTo("none");
    assertThat(sentence(failureOf(() -> Integer.parseInt("x")))).isEqualTo("none");
  }

  private static Throwable failureOf(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("It did not fail");
  }
}
