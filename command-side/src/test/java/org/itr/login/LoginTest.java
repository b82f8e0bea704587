package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.login.LoginCommand.ChargePersonalPool;
import org.itr.login.LoginCommand.RecordLogin;
import org.itr.login.LoginCommand.RefuseLogin;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.login.LoginCommand.SetPassword;
import org.itr.login.LoginEvent.LoggedIn;
import org.itr.login.LoginEvent.LoginChanged;
import org.itr.login.LoginEvent.LoginCreated;
import org.itr.login.LoginEvent.LoginRefused;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.login.LoginEvent.PasswordSet;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  private static final String EMAIL = "ada@example.org";
  private static final String LONG_AGO = "2000-01-01T05:00:00Z";
  private static final String IN_THREE_MONTHS = "2024-05-03T10:00:00Z";
  private static final Secret PASSWORD = new Secret("0123456789");
  private static final Secret SHORT_PASSWORD = new Secret("012345678");

  private final UUID company = UUID.randomUUID();
  private final UUID user = UUID.randomUUID();
  private final ObjectKey key = ObjectKey.of(Logins.TYPE, Space.of(company), user);

  /** Whom the account of a consultant is about: not the person who may have the same id. */
  private final UUID consultant =
      UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));

  private final LoginCreated created = createdWith(Map.of());
  private final LoginCreated candidate = createdWith(Map.of("IsTestTakingUser", true));
  private final Map<ObjectKey, Secret> kept = new LinkedHashMap<>();
  private final Set<ObjectKey> readable = new LinkedHashSet<>();
  private final Map<ObjectKey, Secret> apiKeys = new LinkedHashMap<>();
  private final List<Row> accounts = new ArrayList<>();
  private boolean isFull;
  private final AggregateTestFixture<Login> fixture = new AggregateTestFixture<>(Login.class);

  @BeforeEach
  void keepSecretsInMemory() {
    fixture.registerInjectableResource(new AccountsOf(accounts));
    fixture.registerInjectableResource(
        (ConsultantSeats)
            space -> {
              if (isFull) {
                throw new Refusal(Refusal.Reason.FORBIDDEN, "No seats");
              }
            });
    fixture.registerInjectableResource(
        new Passwords() {
          @Override
          public boolean keep(ObjectKey login, Secret password, boolean recoverable) {
            boolean moved = recoverable ? readable.add(login) : readable.remove(login);
            return !password.equals(kept.put(login, password)) || moved;
          }

          @Override
          public boolean keepApiKey(ObjectKey login, Secret apiKey) {
            Secret before = apiKeys.put(login, apiKey);
            return !apiKey.equals(before == null ? new Secret("") : before);
          }
        });
  }

  private LoginCreated createdWith(Map<String, Object> more) {
    Map<String, Object> fields = new LinkedHashMap<>(more);
    fields.put("CompanyID", company.toString());
    fields.put("Email", EMAIL);
    boolean isCandidate = fields.containsKey("IsTestTakingUser");
    return new LoginCreated(key, isCandidate ? user : consultant, Delta.added(fields));
  }

  private LoginChanged changed(String field, Object before, Object after) {
    return new LoginChanged(key, consultant, Delta.replaced(field, before, after));
  }

  private LoginChanged grownOutOfCandidate() {
    return new LoginChanged(
        key,
        consultant,
        Delta.of(
            Map.of(
                "Email", Change.Value.added(EMAIL),
                "IsOfficeUser", Change.Value.replaced(false, true))));
  }

  private SaveLogin save(String field, Object value) {
    return new SaveLogin(key, null, Map.of(field, value));
  }

  private void thereIsAnAccount(UUID id, UUID ofCompany) {
    Map<String, Object> account = Map.of("ID", id, "CompanyID", ofCompany, "Email", EMAIL);
    accounts.add(account::get);
  }

  @Test
  void an_account_is_made_with_what_differs_from_the_initial_values() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, null, Map.of("Email", EMAIL, "IsOfficeUser", false)))
        .expectEvents(created);
    assertThat(kept).isEmpty();
  }

  @Test
  void an_account_is_of_the_company_that_makes_it_whatever_the_body_says() {
    fixture
        .givenNoPriorActivity()
        .when(
            new SaveLogin(
                key, null, Map.of("Email", EMAIL, "CompanyID", UUID.randomUUID().toString())))
        .expectEvents(created);
  }

  @Test
  void an_account_does_not_move_to_another_company() {
    fixture.given(created).when(save("CompanyID", UUID.randomUUID().toString())).expectNoEvents();
  }

  @Test
  void saving_a_known_account_changes_what_is_different_and_keeps_what_was_before() {
    fixture
        .given(created, changed("UserCulture", "en", "nl"))
        .when(new SaveLogin(key, null, Map.of("Email", EMAIL, "UserCulture", "fr")))
        .expectEvents(changed("UserCulture", "nl", "fr"));
  }

  @Test
  void saving_what_is_there_already_leaves_no_trace() {
    fixture.given(created).when(save("Email", EMAIL)).expectNoEvents();
  }

  @Test
  void secrets_and_what_the_server_alone_knows_are_taken_from_no_body() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("Email", EMAIL);
    fields.put("Password", "open sesame");
    fields.put("otp_secret", "JBSWY3DPEHPK3PXP");
    fields.put("APIKey", "the key of the house");
    fields.put("LastLoginDateTime", IN_THREE_MONTHS);
    fixture.givenNoPriorActivity().when(new SaveLogin(key, PASSWORD, fields)).expectEvents(created);
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
    assertThat(apiKeys).isEqualTo(Map.of(key, new Secret("the key of the house")));
  }

  @Test
  void a_known_account_takes_no_second_factor_and_no_last_login_from_a_body() {
    fixture
        .given(created)
        .when(
            new SaveLogin(
                key,
                null,
                Map.of("otp_secret", "JBSWY3DPEHPK3PXP", "LastLoginDateTime", IN_THREE_MONTHS)))
        .expectNoEvents();
  }

  @Test
  void another_api_key_is_told_and_not_which() {
    fixture
        .given(created)
        .when(save("APIKey", "the key of the house"))
        .expectEvents(changed("APIKey", "", ""));
    assertThat(apiKeys).isEqualTo(Map.of(key, new Secret("the key of the house")));
  }

  @Test
  void the_same_api_key_leaves_no_trace() {
    apiKeys.put(key, new Secret("the key of the house"));
    fixture.given(created).when(save("APIKey", "the key of the house")).expectNoEvents();
  }

  @Test
  void an_empty_api_key_takes_the_key_away() {
    apiKeys.put(key, new Secret("the key of the house"));
    fixture.given(created).when(save("APIKey", "")).expectEvents(changed("APIKey", "", ""));
    assertThat(apiKeys).isEqualTo(Map.of(key, new Secret("")));
    fixture.given(created).when(save("APIKey", "")).expectNoEvents();
  }

  @Test
  void an_e_mail_address_has_one_account_in_a_company() {
    thereIsAnAccount(UUID.randomUUID(), company);
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, PASSWORD, Map.of("Email", EMAIL)))
        .expectException(Refusal.class)
        .expectExceptionMessage("Another login of this company already has this e-mail address")
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void an_account_does_not_change_to_the_e_mail_address_of_another() {
    thereIsAnAccount(UUID.randomUUID(), company);
    fixture
        .given(new LoginCreated(key, user, Delta.added(Map.of("Email", "grace@example.org"))))
        .when(new SaveLogin(key, PASSWORD, Map.of("Email", EMAIL, "UserCulture", "nl")))
        .expectException(Refusal.class)
        .expectExceptionMessage("Another login of this company already has this e-mail address")
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void the_same_e_mail_address_may_have_an_account_in_another_company() {
    thereIsAnAccount(UUID.randomUUID(), UUID.randomUUID());
    thereIsAnAccount(user, UUID.randomUUID());
    fixture.givenNoPriorActivity().when(save("Email", EMAIL)).expectEvents(created);
  }

  @Test
  void an_account_may_write_its_own_e_mail_address_in_other_letters() {
    thereIsAnAccount(user, company);
    fixture
        .given(created)
        .when(save("Email", "Ada@example.org"))
        .expectEvents(changed("Email", EMAIL, "Ada@example.org"));
  }

  @Test
  void where_there_is_no_seat_no_account_is_made_for_a_consultant_nor_of_a_candidate() {
    isFull = true;
    fixture
        .givenNoPriorActivity()
        .when(save("Email", EMAIL))
        .expectException(Refusal.class)
        .expectNoEvents();
    fixture
        .given(candidate)
        .when(save("IsOfficeUser", true))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void candidates_consultants_who_are_there_and_master_users_need_no_seat() {
    isFull = true;
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, null, Map.of("Email", EMAIL, "IsTestTakingUser", true)))
        .expectEvents(candidate);
    fixture
        .given(created)
        .when(save("UserName", "Ada"))
        .expectEvents(changed("UserName", "", "Ada"));
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, null, Map.of("Email", EMAIL, "IsMasterUser", true)))
        .expectEvents(createdWith(Map.of("IsMasterUser", true)));
  }

  @Test
  void the_password_of_a_consultant_cannot_be_read_back() {
    readable.add(key);
    fixture
        .given(created)
        .when(new SaveLogin(key, PASSWORD, Map.of("IsOfficeUser", true)))
        .expectEvents(changed("IsOfficeUser", false, true), new PasswordSet(key, Delta.NONE));
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
    assertThat(readable).isEmpty();
  }

  @Test
  void the_password_of_a_candidate_can_be_read_back() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, PASSWORD, Map.of("Email", EMAIL, "IsTestTakingUser", true)))
        .expectEvents(candidate);
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
    assertThat(readable).containsExactly(key);
  }

  @Test
  void the_next_password_of_a_candidate_can_be_read_back_too() {
    fixture
        .given(candidate)
        .when(new SaveLogin(key, PASSWORD, Map.of()))
        .expectEvents(new PasswordSet(key, Delta.NONE));
    assertThat(readable).containsExactly(key);
  }

  @Test
  void the_password_of_a_candidate_who_is_an_office_user_too_cannot_be_read_back() {
    fixture
        .given(candidate)
        .when(new SaveLogin(key, PASSWORD, Map.of("IsOfficeUser", true)))
        .expectEvents(grownOutOfCandidate(), new PasswordSet(key, Delta.NONE));
    assertThat(readable).isEmpty();
  }

  @Test
  void without_a_password_the_old_one_stays() {
    kept.put(key, PASSWORD);
    fixture
        .given(created)
        .when(save("UserCulture", "nl"))
        .expectEvents(changed("UserCulture", "en", "nl"));
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
  }

  @Test
  void saving_the_password_that_is_there_already_leaves_no_trace() {
    kept.put(key, PASSWORD);
    fixture.given(created).when(new SaveLogin(key, PASSWORD, Map.of())).expectNoEvents();
  }

  @Test
  void an_account_is_not_made_with_a_password_under_ten_characters() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveLogin(key, SHORT_PASSWORD, Map.of("Email", EMAIL)))
        .expectException(InvalidInput.class)
        .expectExceptionMessage("Password must have at least 10 characters")
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void a_password_under_ten_characters_keeps_everything_else_of_the_body_out_too() {
    kept.put(key, PASSWORD);
    fixture
        .given(created)
        .when(new SaveLogin(key, SHORT_PASSWORD, Map.of("UserCulture", "nl", "APIKey", "a key")))
        .expectException(InvalidInput.class)
        .expectNoEvents();
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
    assertThat(apiKeys).isEmpty();
  }

  @Test
  void a_password_of_two_hundred_characters_is_taken_and_a_longer_one_is_not() {
    Secret longest = new Secret("x".repeat(200));
    fixture
        .given(created)
        .when(new SetPassword(key, longest, true, null))
        .expectEvents(new PasswordSet(key, Delta.NONE));
    fixture
        .given(created)
        .when(new SetPassword(key, new Secret("x".repeat(201)), true, null))
        .expectException(InvalidInput.class)
        .expectNoEvents();
    assertThat(kept).isEqualTo(Map.of(key, longest));
  }

  @Test
  void a_password_is_set_with_another_expiration_and_is_in_no_event() {
    fixture
        .given(created)
        .when(new SetPassword(key, PASSWORD, true, IN_THREE_MONTHS))
        .expectEvents(
            new PasswordSet(
                key, Delta.replaced("PasswordExpirationDate", LONG_AGO, IN_THREE_MONTHS)));
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
    assertThat(readable).isEmpty();
  }

  @Test
  void setting_the_same_password_again_moves_its_expiration() {
    kept.put(key, PASSWORD);
    fixture
        .given(created)
        .when(new SetPassword(key, PASSWORD, true, IN_THREE_MONTHS))
        .expectEvents(
            new PasswordSet(
                key, Delta.replaced("PasswordExpirationDate", LONG_AGO, IN_THREE_MONTHS)));
  }

  @Test
  void setting_the_same_password_again_without_an_expiration_leaves_no_trace() {
    kept.put(key, PASSWORD);
    fixture.given(created).when(new SetPassword(key, PASSWORD, true, null)).expectNoEvents();
  }

  @Test
  void a_password_under_ten_characters_is_not_set() {
    kept.put(key, PASSWORD);
    fixture
        .given(created)
        .when(new SetPassword(key, SHORT_PASSWORD, true, IN_THREE_MONTHS))
        .expectException(InvalidInput.class)
        .expectExceptionMessage("Password must have at least 10 characters")
        .expectNoEvents();
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
  }

  @Test
  void a_candidate_may_get_a_short_password_but_not_an_empty_one() {
    fixture
        .given(candidate)
        .when(new SetPassword(key, new Secret("x"), false, null))
        .expectEvents(new PasswordSet(key, Delta.NONE));
    fixture
        .given(candidate)
        .when(new SetPassword(key, new Secret(""), false, null))
        .expectException(InvalidInput.class)
        .expectNoEvents();
    assertThat(kept).isEqualTo(Map.of(key, new Secret("x")));
    assertThat(readable).containsExactly(key);
  }

  @Test
  void an_account_that_is_not_there_gets_no_password() {
    fixture
        .givenNoPriorActivity()
        .when(new SetPassword(key, PASSWORD, true, IN_THREE_MONTHS))
        .expectException(Refusal.class)
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void a_login_is_noted_and_changes_nothing_but_its_moment() {
    fixture
        .given(created)
        .when(
            new RecordLogin(
                key, Map.of("LastLoginDateTime", IN_THREE_MONTHS, "IsMasterUser", true)))
        .expectEvents(
            new LoggedIn(key, Delta.replaced("LastLoginDateTime", LONG_AGO, IN_THREE_MONTHS)));
  }

  @Test
  void nobody_logs_in_with_an_account_that_is_not_there() {
    fixture
        .givenNoPriorActivity()
        .when(new RecordLogin(key, Map.of("LastLoginDateTime", IN_THREE_MONTHS)))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void every_refused_attempt_is_noted() {
    LoginRefused refused = new LoginRefused(key, Delta.added(Map.of("Reason", "WrongPassword")));
    fixture
        .given(created, refused)
        .when(new RefuseLogin(key, Map.of("Reason", "WrongPassword")))
        .expectEvents(refused);
  }

  @Test
  void an_attempt_at_an_account_that_is_not_there_is_noted_and_makes_none() {
    LoginRefused refused = new LoginRefused(key, Delta.added(Map.of("Reason", "UnknownUser")));
    fixture
        .givenNoPriorActivity()
        .when(new RefuseLogin(key, Map.of("Reason", "UnknownUser")))
        .expectEvents(refused);
    fixture
        .given(refused)
        .when(new SetPassword(key, PASSWORD, true, null))
        .expectException(Refusal.class)
        .expectNoEvents();
    fixture.given(refused).when(save("Email", EMAIL)).expectEvents(created);
  }

  @Test
  void a_charge_lowers_the_personal_pool() {
    fixture
        .given(createdWith(Map.of("CurrentPersonalCreditLevel", 50L)))
        .when(new ChargePersonalPool(key, 10, false))
        .expectResultMessagePayload(true)
        .expectEvents(changed("CurrentPersonalCreditLevel", 50L, 40L));
  }

  @Test
  void a_charge_may_take_the_last_credits_of_the_personal_pool_and_more() {
    fixture
        .given(createdWith(Map.of("CurrentPersonalCreditLevel", 5L)))
        .when(new ChargePersonalPool(key, 10, false))
        .expectResultMessagePayload(true)
        .expectEvents(changed("CurrentPersonalCreditLevel", 5L, -5L));
  }

  @Test
  void an_empty_personal_pool_is_not_charged() {
    fixture
        .given(
            createdWith(Map.of("CurrentPersonalCreditLevel", 10L)),
            changed("CurrentPersonalCreditLevel", 10L, 0L))
        .when(new ChargePersonalPool(key, 10, false))
        .expectResultMessagePayload(false)
        .expectNoEvents();
  }

  @Test
  void what_is_free_needs_no_credits_in_the_personal_pool() {
    fixture
        .given(created)
        .when(new ChargePersonalPool(key, 0, true))
        .expectResultMessagePayload(true)
        .expectNoEvents();
  }

  @Test
  void what_is_allowed_anyway_is_charged_to_an_empty_personal_pool() {
    fixture
        .given(created)
        .when(new ChargePersonalPool(key, 10, true))
        .expectResultMessagePayload(true)
        .expectEvents(changed("CurrentPersonalCreditLevel", 0L, -10L));
  }

  @Test
  void an_account_that_is_not_there_pays_nothing() {
    fixture
        .givenNoPriorActivity()
        .when(new ChargePersonalPool(key, 10, true))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void an_account_is_removed_once() {
    LoginRemoved removed = new LoginRemoved(key);
    fixture.given(created).when(new RemoveLogin(key)).expectEvents(removed);
    fixture
        .given(created, removed)
        .when(new RemoveLogin(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_removed_account_lets_nobody_in_and_gets_no_password() {
    fixture
        .given(created, new LoginRemoved(key))
        .when(new RecordLogin(key, Map.of("LastLoginDateTime", IN_THREE_MONTHS)))
        .expectException(Refusal.class)
        .expectNoEvents();
    fixture
        .given(created, new LoginRemoved(key))
        .when(new SetPassword(key, PASSWORD, true, IN_THREE_MONTHS))
        .expectException(Refusal.class)
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void an_account_that_comes_back_has_its_old_password_and_none_of_its_old_rights() {
    kept.put(key, PASSWORD);
    fixture
        .given(createdWith(Map.of("IsMasterUser", true)), new LoginRemoved(key))
        .when(save("Email", EMAIL))
        .expectEvents(created);
    assertThat(kept).isEqualTo(Map.of(key, PASSWORD));
  }

  /** Views that know the accounts with an e-mail address and nothing else. */
  private record AccountsOf(List<Row> rows) implements Views {

    @Override
    public Optional<Row> find(ObjectKey key) {
      return Optional.empty();
    }

    @Override
    public List<Row> findBy(ObjectType type, Space space, Map<String, ?> values) {
      return List.of();
    }

    @Override
    public List<Row> accounts(String email) {
      return rows.stream().filter(row -> row.text("Email").equalsIgnoreCase(email)).toList();
    }

    @Override
    public List<Row> persons(Space space, String email) {
      return List.of();
    }

    @Override
    public Optional<Row> companyOfHost(String host) {
      return Optional.empty();
    }

    @Override
    public List<ObjectKey> publicSessions(String code) {
      return List.of();
    }

    @Override
    public boolean hasOpenWork(Space space, UUID person) {
      return false;
    }

    @Override
    public void list(ListRequest request, Consumer<Row> rows) {}

    @Override
    public long count(ListRequest request) {
      return 0;
    }
  }

  @Test
  void an_account_that_a_candidate_grows_out_of_is_about_its_user_and_tells_all_about_them_again() {
    fixture
        .given(candidate)
        .when(new SaveLogin(key, null, Map.of("IsOfficeUser", true)))
        .expectEvents(grownOutOfCandidate());
  }

  @Test
  void a_consultant_gets_no_short_password_even_from_an_office_user() {
    fixture
        .given(created)
        .when(new SetPassword(key, new Secret("x"), false, null))
        .expectException(InvalidInput.class)
        .expectNoEvents();
  }
}
