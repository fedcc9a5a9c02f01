package io.freshet.cli.truth;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A multiset of rows, by digest: hundreds of thousands are held. Rows are put in by one reader and
 * taken out by another; what the other has too many is kept as text. Not thread-safe.
 */
final class RowBag {
  private static final int SHOWN = 10;

  private final Map<String, Integer> rows = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private long size;
  private long unknownInAll;

  /** Puts a row in. */
  void put(List<@Nullable Object> row) {
    rows.merge(digest(text(row)), 1, Integer::sum);
    size++;
  }

  /** Takes a row out. */
  void take(List<@Nullable Object> row) {
    String text = text(row);
    String digest = digest(text);
    if (rows.getOrDefault(digest, 0) > 0) {
      rows.merge(digest, -1, (count, one) -> count == 1 ? null : count + one);
      size--;
    } else {
      unknownInAll++;
      if (unknown.size() < SHOWN) {
        unknown.add(text);
      }
    }
  }

  /** A bag with the same rows. */
  RowBag copy() {
    RowBag copy = new RowBag();
    copy.rows.putAll(rows);
    copy.size = size;
    return copy;
  }

  /** How many rows are in it. */
  long size() {
    return size;
  }

  /** Rows that were to be taken out and were not there, the first of them. */
  List<String> unknown() {
    return unknown;
  }

  /** How many of those there were. */
  long unknownInAll() {
    return unknownInAll;
  }

  /**
   * Numbers of all readers look alike: decimals with all their digits, everything else as it is.
   */
  private static String text(List<@Nullable Object> row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row) {
      text.append(value instanceof BigDecimal decimal ? decimal.toPlainString() : value)
          .append('|');
    }
    return text.toString();
  }

  private static String digest(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new String(bytes, 0, 16, StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
