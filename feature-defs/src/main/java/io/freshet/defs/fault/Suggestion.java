package io.freshet.defs.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a mistyped word was meant to be. */
public final class Suggestion {
  private static final int SHOWN = 24;

  private Suggestion() {}

  /** The word that {@code typed} is most likely a mistyping of. */
  public static Optional<String> closest(String typed, Collection<String> words) {
    String sought = fold(typed);
    int allowed = sought.length() < 3 ? 1 : Math.max(2, sought.length() / 3);
    return words.stream()
        .filter(word -> distance(sought, fold(word)) <= allowed)
        .min(Comparator.comparingInt(word -> distance(sought, fold(word))));
  }

  /**
   * A remedy: the closest word if there is one, and all words.
   *
   * @param all introduces the list of all words, such as {@code "its columns are"}
   */
  public static String remedy(String typed, Collection<String> words, String all) {
    String list = words.isEmpty() ? all + " none" : all + " " + list(words);
    return closest(typed, words)
        .map(word -> "did you mean '" + word + "'? (" + list + ")")
        .orElse(list);
  }

  /** The words, separated by commas; a long list is cut. */
  public static String list(Collection<String> words) {
    if (words.size() <= SHOWN) {
      return String.join(", ", words);
    }
    return String.join(", ", words.stream().limit(SHOWN).toList())
        + " and "
        + (words.size() - SHOWN)
        + " more";
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
  }

  /** Edit distance in which swapping two neighbours counts as one. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
