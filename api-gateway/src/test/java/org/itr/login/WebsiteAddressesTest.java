package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebsiteAddressesTest {

  private static final String CONFIGURED = "https://itr.example/tests";

  private final Views views = mock(Views.class);
  private final WebsiteAddresses addresses =
      new WebsiteAddresses(List.of(CONFIGURED + "/", "https://second.example"), 8080, views);

  WebsiteAddressesTest() {
    Row company = field -> null;
    when(views.companyOfHost("portal.example")).thenReturn(Optional.of(company));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CONFIGURED,
        CONFIGURED + "/en",
        "https://second.example",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:8080",
        "https://Portal.example/itr"
      })
  void a_configured_address_this_machine_and_the_host_of_a_company_are_trusted(String asked) {
    assertThat(addresses.trusted(asked)).isEqualTo(asked);
    assertThat(addresses.trusted(" " + asked + "// ")).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example",
        "https://itr.example",
        "http://itr.example/tests",
        CONFIGURED + ".evil.example",
        CONFIGURED + "/../evil",
        CONFIGURED + "/?next=https://evil.example",
        CONFIGURED + "/#evil",
        "https://second.example@evil.example",
        "https://second.example.evil.example",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://someone@localhost",
        "javascript://localhost/",
        "//localhost",
        "localhost",
        "not an address"
      })
  void in_place_of_any_other_address_comes_the_first_configured_one(String asked) {
    assertThat(addresses.trusted(asked)).isEqualTo(CONFIGURED);
  }

  @Test
  void where_none_is_configured_links_lead_to_this_machine() {
    assertThat(new WebsiteAddresses(List.of(), 8080, views).trusted("https://evil.example"))
        .isEqualTo("http://localhost:8080");
  }
}
