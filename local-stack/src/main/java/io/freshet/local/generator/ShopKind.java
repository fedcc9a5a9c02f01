package io.freshet.local.generator;

import io.freshet.schemas.DeadLetter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is special about a simulated record. */
public enum ShopKind {
  /** Nothing: it arrives when it happens. */
  ON_TIME(null),
  /** Arrives later than it happened, within the source's {@code max_out_of_orderness}. */
  DISORDERED(null),
  /** Arrives minutes to days later than it happened. */
  LATE(null),
  /** The same record once more, soon after the first. */
  DUPLICATE(null),
  /** Its bytes are no record of the topic. */
  UNDECODABLE(DeadLetter.Reason.UNDECODABLE),
  /** It does not say when it happened. */
  WITHOUT_TIME(DeadLetter.Reason.MISSING_EVENT_TIME),
  /** It happens more than a day from now. */
  IN_THE_FUTURE(DeadLetter.Reason.IN_THE_FUTURE),
  /** It has no user. Views of other entities count it. */
  WITHOUT_USER(DeadLetter.Reason.NULL_KEY),
  /** An order whose coupon is no number. Expressions that do not read it are not disturbed. */
  BAD_COUPON(DeadLetter.Reason.EXPRESSION_FAILED);

  private final DeadLetter.@Nullable Reason refusedFor;

  ShopKind(DeadLetter.@Nullable Reason refusedFor) {
    this.refusedFor = refusedFor;
  }

  /** Why a pipeline refuses such a record, if it does. */
  public Optional<DeadLetter.Reason> refusedFor() {
    return Optional.ofNullable(refusedFor);
  }

  /** Whether the record says something new that is true: neither repeated nor broken. */
  public boolean isSound() {
    return this == ON_TIME || this == DISORDERED || this == LATE;
  }
}
