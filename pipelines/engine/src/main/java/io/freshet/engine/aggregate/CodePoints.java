package io.freshet.engine.aggregate;

/** The order of strings by code point. */
final class CodePoints {
  private CodePoints() {}

  /** Compares without decoding: only surrogates stand in another order than their code points. */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /** Puts surrogates, which stand for code points beyond all chars, behind the other chars. */
  private static int rank(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return c <= Character.MAX_SURROGATE ? c + 0x2000 : c - 0x800;
  }
}
