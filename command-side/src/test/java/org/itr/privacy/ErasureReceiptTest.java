package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.privacy.PrivacyCommand.IssueReceipt;
import org.itr.privacy.PrivacyEvent.ErasureReceiptIssued;
import org.itr.proof.SealKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureReceiptTest {

  private final ObjectKey key =
      ObjectKey.of(ErasureReceipts.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final Map<String, Object> fields = Map.of("Document", "{}");
  private final AggregateTestFixture<ErasureReceipt> fixture =
      new AggregateTestFixture<>(ErasureReceipt.class);

  @TempDir Path folder;

  @Test
  void a_receipt_is_issued() {
    fixture
        .givenNoPriorActivity()
        .when(new IssueReceipt(key, fields))
        .expectEvents(new ErasureReceiptIssued(key, Delta.added(fields)));
  }

  @Test
  void a_receipt_never_changes() {
    fixture
        .given(new ErasureReceiptIssued(key, Delta.added(fields)))
        .when(new IssueReceipt(key, Map.of("Document", "{\"persons\":0}")))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_receipt_is_genuine_as_long_as_it_is_what_was_signed() {
    SealKey signer = SealKey.readOrCreate(folder.resolve("seal.key"));
    SealKey stranger = SealKey.readOrCreate(folder.resolve("other.key"));
    Receipt receipt = Receipt.sign("{\"persons\":1}", signer);
    assertThat(receipt.isGenuine(signer.publicKeys())).isTrue();
    assertThat(receipt.isGenuine(stranger.publicKeys())).isFalse();
    assertThat(new Receipt("{\"persons\":2}", receipt.signature()).isGenuine(signer.publicKeys()))
        .isFalse();
    assertThat(new Receipt(receipt.document(), "no signature").isGenuine(signer.publicKeys()))
        .isFalse();
  }
}
