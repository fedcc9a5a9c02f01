package io.freshet.jobs.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Which entities are asked for: a blocked Bloom filter. It never says no to a key that was added,
 * and rarely yes to another; with more keys than it was made for it says yes more often, and at
 * last always. Not thread-safe.
 *
 * <p>The bits of a key are in one block of 512, so that asking touches one line of the processor's
 * cache. F. Putze, P. Sanders, J. Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007.
 */
final class WantedKeys {
  /** 8 MiB in all: with 5 million keys, one of some hundred others passes. */
  private static final int BLOCKS = 1 << 17;

  private static final int BLOCK_WORDS = 8;
  private static final int BLOCK_BITS = BLOCK_WORDS * Long.SIZE;
  private static final int PROBES = 6;

  /** Bits of the hash that choose one bit of a block. */
  private static final int PROBE_BITS = 9;

  private static final int PIECE_WORDS = 8192;
  private static final int PIECES = BLOCKS * BLOCK_WORDS / PIECE_WORDS;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Made when the first key comes into one. */
  private final long[][] pieces = new long[PIECES][];

  /** Adds a key. */
  void add(String key) {
    long hash = hash(key);
    int word = firstWord(hash);
    long[] piece = piece(word / PIECE_WORDS);
    int first = word % PIECE_WORDS;
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(hash, i);
      piece[first + bit / Long.SIZE] |= 1L << bit;
    }
  }

  /** Whether a key may have been added. */
  boolean mayContain(String key) {
    long hash = hash(key);
    int word = firstWord(hash);
    long[] piece = pieces[word / PIECE_WORDS];
    if (piece == null) {
      return false;
    }
    int first = word % PIECE_WORDS;
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(hash, i);
      if ((piece[first + bit / Long.SIZE] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The parts that have keys. */
  List<WantedPiece> pieces() {
    List<WantedPiece> all = new ArrayList<>();
    for (int i = 0; i < PIECES; i++) {
      if (pieces[i] != null) {
        all.add(new WantedPiece(i, pieces[i]));
      }
    }
    return all;
  }

  /** Adds all keys of another filter's part. */
  void addAll(WantedPiece other) {
    long[] piece = piece(other.index());
    for (int i = 0; i < PIECE_WORDS; i++) {
      piece[i] |= other.words()[i];
    }
  }

  private long[] piece(int index) {
    if (pieces[index] == null) {
      pieces[index] = new long[PIECE_WORDS];
    }
    return pieces[index];
  }

  private static int bit(long hash, int probe) {
    return (int) (hash >>> probe * PROBE_BITS) & (BLOCK_BITS - 1);
  }

  /** Where the block of a key begins; by another mix of the hash than its bits in the block. */
  private static int firstWord(long hash) {
    return (int) (mix(hash + FNV_OFFSET) & (BLOCKS - 1)) * BLOCK_WORDS;
  }

  private static long hash(String key) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finalizer of MurmurHash3. */
  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
