package io.freshet.sinks.redis.client;

import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;

/**
 * How rows with a fingerprint are written, and what reads them. The same object for as long as
 * nothing changes: equal to itself alone, so that readers can keep what they make for it.
 * Immutable.
 */
public final class KnownLayout {
  private final PublishedLayout published;
  private final RowCodec codec;

  KnownLayout(PublishedLayout published, RowCodec codec) {
    this.published = published;
    this.codec = codec;
  }

  /** As it was published when it was last looked up. */
  public PublishedLayout published() {
    return published;
  }

  /** Reads the rows. */
  public RowCodec codec() {
    return codec;
  }
}
