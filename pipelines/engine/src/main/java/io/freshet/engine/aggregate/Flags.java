package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.MalformedRowException;

/** The byte in front of a partial aggregate that says which parts follow. */
final class Flags {
  private Flags() {}

  /** Reads flags of which none but those in {@code known} may be set. */
  static int read(ByteReader in, int known) {
    int flags = in.readByte();
    if ((flags & ~known) != 0) {
      throw new MalformedRowException("unknown flags " + flags + " of a partial aggregate");
    }
    return flags;
  }
}
