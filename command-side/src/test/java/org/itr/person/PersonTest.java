package org.itr.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.person.PersonCommand.ErasePerson;
import org.itr.person.PersonCommand.HandOutPersonData;
import org.itr.person.PersonCommand.NoteTestTaken;
import org.itr.person.PersonCommand.ReviewOpenWork;
import org.itr.person.PersonCommand.SavePerson;
import org.itr.person.PersonEvent.PersonChanged;
import org.itr.person.PersonEvent.PersonDataHandedOut;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonTest {

  private static final String NEVER = "2000-01-01T05:00:00Z";
  private static final String TODAY = "2024-02-03T10:00:00Z";

  private final UUID company = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();
  private final ObjectKey key = ObjectKey.of(Persons.TYPE, Space.of(company), person);
  private final PersonRegistered registered = registeredWith("FirstName", "Ada");
  private final Map<ObjectKey, Secret> kept = new LinkedHashMap<>();
  private boolean openWork;
  private List<UUID> standIns = List.of();
  private final AggregateTestFixture<Person> fixture = new AggregateTestFixture<>(Person.class);

  @BeforeEach
  void keepPasswordsInMemory() {
    CandidatePasswords passwords = kept::put;
    OpenWork work = whose -> whose.equals(key) && openWork;
    fixture.registerInjectableResource(passwords);
    fixture.registerInjectableResource(work);
    StandIns forgotten = whose -> standIns;
    fixture.registerInjectableResource(forgotten);
  }

  private PersonRegistered registeredWith(String field, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("CompanyID", company.toString());
    fields.put(field, value);
    return new PersonRegistered(key, person, Delta.added(fields));
  }

  private PersonChanged changed(String field, Object before, Object after) {
    return new PersonChanged(key, person, Delta.replaced(field, before, after));
  }

  @Test
  void a_person_is_registered_with_what_differs_from_the_initial_values() {
    fixture
        .givenNoPriorActivity()
        .when(new SavePerson(key, null, Map.of("FirstName", "Ada", "Active", true)))
        .expectEvents(registered);
    assertThat(kept).isEmpty();
  }

  @Test
  void a_person_is_of_the_company_that_registers_whatever_the_body_says() {
    fixture
        .givenNoPriorActivity()
        .when(
            new SavePerson(
                key, null, Map.of("FirstName", "Ada", "CompanyID", UUID.randomUUID().toString())))
        .expectEvents(registered);
  }

  @Test
  void a_person_does_not_move_to_another_company() {
    fixture
        .given(registered)
        .when(new SavePerson(key, null, Map.of("CompanyID", UUID.randomUUID().toString())))
        .expectNoEvents();
  }

  @Test
  void saving_a_known_person_changes_what_is_different_and_nothing_that_is_not_in_the_body() {
    fixture
        .given(registered, changed("LastName", "", "Byron"))
        .when(new SavePerson(key, null, Map.of("FirstName", "Ada", "LastName", "Lovelace")))
        .expectEvents(changed("LastName", "Byron", "Lovelace"));
  }

  @Test
  void saving_what_is_there_already_leaves_no_trace() {
    fixture
        .given(registered)
        .when(new SavePerson(key, null, Map.of("FirstName", "Ada")))
        .expectNoEvents();
  }

  @Test
  void a_password_is_in_no_event() {
    fixture
        .givenNoPriorActivity()
        .when(
            new SavePerson(
                key,
                new Secret("open sesame"),
                Map.of("FirstName", "Ada", "Password", "open sesame")))
        .expectEvents(registered);
    assertThat(kept).isEqualTo(Map.of(key, new Secret("open sesame")));
  }

  @Test
  void a_known_person_gets_another_password_without_a_change_of_anything_else() {
    kept.put(key, new Secret("open sesame"));
    fixture
        .given(registered)
        .when(new SavePerson(key, new Secret("close sesame"), Map.of("FirstName", "Ada")))
        .expectNoEvents();
    assertThat(kept).isEqualTo(Map.of(key, new Secret("close sesame")));
  }

  @Test
  void without_a_password_the_old_one_stays() {
    kept.put(key, new Secret("open sesame"));
    fixture
        .given(registered)
        .when(new SavePerson(key, null, Map.of("FirstName", "Augusta", "Password", "")))
        .expectEvents(changed("FirstName", "Ada", "Augusta"));
    assertThat(kept).isEqualTo(Map.of(key, new Secret("open sesame")));
  }

  @Test
  void a_person_whose_password_is_refused_is_not_registered() {
    AggregateTestFixture<Person> refusing = new AggregateTestFixture<>(Person.class);
    CandidatePasswords consultants =
        (whose, password) -> {
          throw new Refusal(Refusal.Reason.CONFLICT, "This is the ID of a consultant");
        };
    refusing
        .registerInjectableResource(consultants)
        .givenNoPriorActivity()
        .when(new SavePerson(key, new Secret("open sesame"), Map.of("FirstName", "Ada")))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_candidate_changes_the_date_of_the_last_test_and_nothing_else() {
    Map<String, Object> wholeObject = new HashMap<>();
    wholeObject.put("DateOfLastTest", TODAY);
    wholeObject.put("FirstName", "Grace");
    wholeObject.put("EMail", "grace@example.org");
    wholeObject.put("Active", false);
    wholeObject.put("CompanyID", UUID.randomUUID().toString());
    wholeObject.put("Password", "let me in");
    fixture
        .given(registered)
        .when(new NoteTestTaken(key, wholeObject))
        .expectEvents(changed("DateOfLastTest", NEVER, TODAY));
    assertThat(kept).isEmpty();
  }

  @Test
  void what_a_candidate_may_not_change_is_ignored_and_not_refused() {
    fixture
        .given(registered)
        .when(new NoteTestTaken(key, Map.of("FirstName", "Grace", "Active", false)))
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void noting_the_same_test_twice_leaves_one_trace() {
    fixture
        .given(registered, changed("DateOfLastTest", NEVER, TODAY))
        .when(new NoteTestTaken(key, Map.of("DateOfLastTest", TODAY)))
        .expectNoEvents();
  }

  @Test
  void a_candidate_does_not_come_into_being_by_taking_a_test() {
    fixture
        .givenNoPriorActivity()
        .when(new NoteTestTaken(key, Map.of("DateOfLastTest", TODAY)))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_person_with_nothing_left_to_take_becomes_inactive() {
    openWork = false;
    fixture
        .given(registered)
        .when(new ReviewOpenWork(key))
        .expectResultMessagePayload(false)
        .expectEvents(changed("Active", true, false));
  }

  @Test
  void a_person_with_something_to_take_again_becomes_active() {
    openWork = true;
    fixture
        .given(registered, changed("Active", true, false))
        .when(new ReviewOpenWork(key))
        .expectResultMessagePayload(true)
        .expectEvents(changed("Active", false, true));
  }

  @Test
  void a_review_that_finds_what_was_known_leaves_no_trace() {
    openWork = true;
    fixture
        .given(registered)
        .when(new ReviewOpenWork(key))
        .expectResultMessagePayload(true)
        .expectNoEvents();
  }

  @Test
  void there_is_no_review_of_a_person_who_is_not_there() {
    openWork = true;
    fixture
        .givenNoPriorActivity()
        .when(new ReviewOpenWork(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_person_is_erased() {
    fixture.given(registered).when(new ErasePerson(key)).expectEvents(new PersonErased(key));
  }

  @Test
  void what_stood_for_an_erased_person_is_forgotten_with_the_person() {
    standIns = List.of(UUID.randomUUID());
    fixture
        .given(registered)
        .when(new ErasePerson(key))
        .expectEvents(new StandInsForgotten(key, standIns), new PersonErased(key));
  }

  @Test
  void that_everything_about_a_person_was_handed_out_is_told() {
    fixture
        .given(registered)
        .when(new HandOutPersonData(key))
        .expectEvents(new PersonDataHandedOut(key));
  }

  @Test
  void who_is_not_there_cannot_be_erased() {
    fixture
        .givenNoPriorActivity()
        .when(new ErasePerson(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void an_erased_person_is_gone_for_every_command_but_a_registration() {
    openWork = true;
    for (Object command :
        new Object[] {
          new ErasePerson(key),
          new HandOutPersonData(key),
          new ReviewOpenWork(key),
          new NoteTestTaken(key, Map.of("DateOfLastTest", TODAY))
        }) {
      fixture
          .given(registered, new PersonErased(key))
          .when(command)
          .expectException(Refusal.class)
          .expectNoEvents();
    }
  }

  @Test
  void who_is_registered_under_the_id_of_an_erased_person_has_nothing_of_that_person() {
    fixture
        .given(registered, changed("EMail", "", "ada@example.org"), new PersonErased(key))
        .when(new SavePerson(key, null, Map.of("LastName", "Hopper")))
        .expectEvents(registeredWith("LastName", "Hopper"));
  }
}
