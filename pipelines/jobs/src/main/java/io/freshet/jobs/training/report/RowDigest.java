package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A digest of rows that does not depend on their order: the sum of their SHA-256 digests, as four
 * numbers of 64 bits, and how many there are. Not thread-safe.
 */
public final class RowDigest implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WORDS = 4;

  private final long[] sum = new long[WORDS];
  private final byte[] digest = new byte[WORDS * Long.BYTES];
  private long rows;
  private transient @Nullable MessageDigest algorithm;

  /** Adds a row. */
  public void add(byte[] bytes, int begin, int length) {
    MessageDigest sha = algorithm;
    if (sha == null) {
      sha = sha256();
      algorithm = sha;
    }
    sha.update(bytes, begin, length);
    try {
      sha.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer words = ByteBuffer.wrap(digest);
    for (int i = 0; i < WORDS; i++) {
      sum[i] += words.getLong();
    }
    rows++;
  }

  /** Adds the rows of another task. */
  public void addAll(RowDigest other) {
    for (int i = 0; i < WORDS; i++) {
      sum[i] += other.sum[i];
    }
    rows += other.rows;
  }

  /** Number of rows and sum, in hexadecimal digits. */
  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (long word : sum) {
      bytes.putLong(word);
    }
    return rows + "-" + HexFormat.of().formatHex(bytes.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
