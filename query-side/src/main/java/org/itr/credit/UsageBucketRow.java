package org.itr.credit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a company used within a quarter of an hour under one invoice code: small enough to add up to
 * months in any time zone.
 */
@Entity
@Table(name = "creditusagebuckets")
@IdClass(UsageBucketRow.Key.class)
public class UsageBucketRow {

  @Id UUID space;
  @Id Instant startsAt;
  @Id String invoiceCode;
  long usages;
  long ticks;
  long discountedTicks;

  /** For JPA and the projection. */
  public UsageBucketRow() {}

  /**
   * The primary key.
   *
   * @param space the company
   * @param startsAt the beginning of the quarter
   * @param invoiceCode what was invoiced
   */
  public record Key(UUID space, Instant startsAt, String invoiceCode) implements Serializable {}
}
