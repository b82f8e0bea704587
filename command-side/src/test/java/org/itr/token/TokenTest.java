package org.itr.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.token.TokenCommand.EndToken;
import org.itr.token.TokenCommand.IssueToken;
import org.itr.token.TokenCommand.MoveToken;
import org.itr.token.TokenEvent.TokenEnded;
import org.itr.token.TokenEvent.TokenIssued;
import org.itr.token.TokenEvent.TokenMoved;
import org.junit.jupiter.api.Test;

class TokenTest {

  private final ObjectKey key = ObjectKey.of(Tokens.TYPE, Space.MASTER, UUID.randomUUID());
  private final String user = UUID.randomUUID().toString();
  private final String company = UUID.randomUUID().toString();
  private final TokenIssued issued = new TokenIssued(key, Delta.added(fields()));
  private final AggregateTestFixture<Token> fixture = new AggregateTestFixture<>(Token.class);

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("UserID", user);
    fields.put("CompanyID", company);
    return fields;
  }

  @Test
  void a_token_is_issued_once() {
    fixture.givenNoPriorActivity().when(new IssueToken(key, fields())).expectEvents(issued);
    new AggregateTestFixture<>(Token.class)
        .given(issued)
        .when(new IssueToken(key, fields()))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_token_moves_to_another_company() {
    UUID other = UUID.randomUUID();
    UUID same = UUID.fromString(user);
    fixture
        .given(issued)
        .when(new MoveToken(key, other, same))
        .expectEvents(
            new TokenMoved(
                key,
                Delta.of(Map.of("CompanyID", Change.Value.replaced(company, other.toString())))));
  }

  @Test
  void a_token_that_ended_does_not_move_and_does_not_end_again() {
    TokenEnded ended = new TokenEnded(key, UUID.fromString(company), "logout");
    fixture.given(issued).when(new EndToken(key, "logout")).expectEvents(ended);
    new AggregateTestFixture<>(Token.class)
        .given(issued, ended)
        .when(new MoveToken(key, UUID.randomUUID(), UUID.randomUUID()))
        .expectException(Refusal.class)
        .expectNoEvents();
    new AggregateTestFixture<>(Token.class)
        .given(issued, ended)
        .when(new EndToken(key, "logout"))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
