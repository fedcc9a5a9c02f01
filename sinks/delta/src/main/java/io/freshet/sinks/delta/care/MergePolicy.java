package io.freshet.sinks.delta.care;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiPredicate;

/**
 * Which small files of a partition are to be merged.
 *
 * <p>A file is merged only with others that together are {@code growth} times as large as it is, or
 * make up a file of about the target size, which is not merged again. So each time but the last
 * that a row is written again it comes to stand in a file that is so many times larger, and that is
 * the case no more often than the logarithm of the target over the size of the first file, to that
 * base. Files that are left behind wait until enough has come to join them.
 *
 * @param target size of files to arrive at, bytes; those of three quarters of it are well-sized
 * @param fewest how many files it takes, unless they make up a well-sized one
 * @param growth how many times the largest of them their sum must be; 0 for no matter
 * @param most how many times the target their sum may be
 */
record MergePolicy(long target, int fewest, int growth, int most) {

  /**
   * Everything small: for people, who ask for it when it suits them. Not too much at once, which
   * would be lost if something went wrong.
   */
  static MergePolicy all(long target) {
    return new MergePolicy(target, 2, 0, 16);
  }

  /** For a partition that takes new files all the time. */
  static MergePolicy growing(long target) {
    return new MergePolicy(target, 32, 4, 1);
  }

  /** For a partition that takes new files now and then. */
  static MergePolicy resting(long target) {
    return new MergePolicy(target, 4, 2, 1);
  }

  /** The files to merge next; none if there is nothing to gain. */
  List<LiveFile> choose(List<LiveFile> partition) {
    List<LiveFile> small = new ArrayList<>();
    partition.stream()
        .filter(file -> file.size() < wellSized())
        .sorted(Comparator.comparingLong(LiveFile::size).thenComparing(LiveFile::key))
        .forEach(small::add);
    long sum = dropWhile(small, (size, of) -> of > most * target);
    if (sum < wellSized()) {
      sum = dropWhile(small, (size, of) -> size * growth > of);
    }
    boolean enough = small.size() >= fewest || sum >= wellSized();
    boolean fewer = (sum + target - 1) / target < small.size();
    return enough && fewer ? List.copyOf(small) : List.of();
  }

  /** Drops the largest file for as long as it, and the sum of all, are too large. */
  private static long dropWhile(List<LiveFile> files, BiPredicate<Long, Long> tooLarge) {
    long sum = files.stream().mapToLong(LiveFile::size).sum();
    while (!files.isEmpty() && tooLarge.test(last(files).size(), sum)) {
      sum -= last(files).size();
      files.remove(files.size() - 1);
    }
    return sum;
  }

  private long wellSized() {
    return target / 4 * 3;
  }

  /** The files to merge next in the first partition where there are some. */
  List<LiveFile> chooseFirst(SortedMap<String, List<LiveFile>> partitions) {
    return partitions.values().stream()
        .map(this::choose)
        .filter(group -> !group.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static LiveFile last(List<LiveFile> files) {
    return files.get(files.size() - 1);
  }
}
