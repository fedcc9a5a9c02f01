package io.freshet.bench.online;

/** MurmurHash3 of 32 bits with seed 0, by its author's public-domain description. */
final class Murmur3 {
  private Murmur3() {}

  static int hash(byte[] bytes) {
    int hash = 0;
    int blocks = bytes.length / 4;
    for (int i = 0; i < blocks; i++) {
      hash = Integer.rotateLeft(hash ^ mixed(word(bytes, i * 4, 4)), 13) * 5 + 0xe6546b64;
    }
    hash ^= mixed(word(bytes, blocks * 4, bytes.length % 4));
    hash ^= bytes.length;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  private static int mixed(int word) {
    return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
  }

  private static int word(byte[] bytes, int begin, int count) {
    int word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | bytes[begin + i] & 0xff;
    }
    return word;
  }
}
