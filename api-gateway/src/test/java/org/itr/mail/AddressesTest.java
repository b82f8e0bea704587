package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itr.objecttype.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @Test
  void addresses_are_separated_by_commas_or_semicolons_and_blank_ones_are_dropped() {
    assertThat(Addresses.recipients(" a@x.example ;; b@x.example, ,", "c@x.example", ";").all())
        .containsExactly("a@x.example", "b@x.example", "c@x.example");
  }

  @Test
  void who_is_named_twice_gets_the_mail_once_and_to_counts_before_copies() {
    Recipients recipients =
        Addresses.recipients(
            "a@x.example, A@X.example", "Ann <a@x.example>; b@x.example", "b@x.example");
    assertThat(recipients.to()).containsExactly("a@x.example");
    assertThat(recipients.cc()).containsExactly("b@x.example");
    assertThat(recipients.bcc()).isEmpty();
  }

  @Test
  void an_address_can_have_a_name_that_holds_separators() {
    assertThat(
            Addresses.recipients("\"Doe, Jane; \\\"JD\\\"\" <j@x.example>,b@x.example", "", "")
                .to())
        .containsExactly("\"Doe, Jane; \\\"JD\\\"\" <j@x.example>", "b@x.example");
  }

  @Test
  void a_host_with_other_letters_is_written_as_mail_servers_know_it() {
    assertThat(Addresses.recipients("a@bücher.example", "", "").to())
        .containsExactly("a@xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@x.example\r\nBcc: b@x.example",
        "a@x.example\n",
        "a@x.example\u0000",
        "\ra@x.example",
        "a@x.example\u0085b@x.example"
      })
  void a_line_break_in_an_address_is_refused_with_the_name_of_the_field(String text) {
    assertThatThrownBy(() -> Addresses.recipients("", text, ""))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("CC must not contain line breaks");
    assertThatThrownBy(() -> Addresses.single("From", text)).hasMessageContaining("From");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "@x.example",
        "a@",
        "a b@x.example",
        "a@x.example b@x.example",
        "friends: a@x.example",
        "<a@x.example",
        "jürgen@x.example",
        "a@x_@y.example",
        "[\"a@x.example\"]"
      })
  void what_is_no_address_is_refused_with_the_name_of_the_field(String text) {
    assertThatThrownBy(() -> Addresses.recipients("ok@x.example", "", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("BCC contains an invalid e-mail address");
  }

  @Test
  void a_mail_to_nobody_is_refused_and_so_is_one_to_far_too_many() {
    assertThatThrownBy(() -> Addresses.recipients(" ; ", "", ""))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("To must contain");
    String many =
        IntStream.range(0, 501).mapToObj(i -> i + "@x.example").collect(Collectors.joining(","));
    assertThatThrownBy(() -> Addresses.recipients(many, "", ""))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too many");
  }

  @Test
  void a_field_for_one_address_takes_one_or_none() {
    assertThat(Addresses.single("From", " ")).isEmpty();
    assertThat(Addresses.single("From", "a@x.example;")).isEqualTo("a@x.example");
    assertThatThrownBy(() -> Addresses.single("From", "a@x.example, b@x.example"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("From must contain only one e-mail address");
  }

  @Test
  void the_company_gets_a_copy_unless_it_has_the_mail_anyway() {
    Recipients recipients = Addresses.recipients("a@x.example", "", "b@x.example");
    assertThat(Addresses.withCopy(recipients, List.of("B@x.example", "c@x.example")).cc())
        .containsExactly("c@x.example");
  }

  @Test
  void what_was_saved_without_a_look_is_told_apart_later() {
    Recipients named = Addresses.named("good@x.example; bad ;Good <good@x.example>");
    assertThat(named.all()).containsExactly("good@x.example", "bad");
    assertThat(Addresses.usable(named.all())).containsExactly("good@x.example");
  }
}
