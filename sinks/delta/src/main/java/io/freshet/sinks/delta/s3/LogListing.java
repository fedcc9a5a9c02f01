package io.freshet.sinks.delta.s3;

import io.delta.storage.internal.S3LogStoreUtil;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists a log from a file on, and again where a commit is missing between others.
 *
 * <p>A listing is no snapshot: of two commits that are made while it runs, it can have the second
 * and not the first, or the checksum of a commit and not the commit. Kernel takes that for a broken
 * table.
 */
public final class LogListing {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  /** What is written after a commit, and tells of it. */
  private static final Pattern FOLLOWER = Pattern.compile("(\\d{20})\\.(crc|checkpoint\\..*)");

  /** A gap that stays is one of the table, and for Kernel to judge. */
  public static final int ATTEMPTS = 4;

  private LogListing() {}

  /** Files of the folder of {@code from}, not of those in it, by name. */
  static List<FileStatus> list(FileSystem files, Path from) throws IOException {
    List<FileStatus> found = attempt(files, from);
    for (int attempt = 1; attempt < ATTEMPTS && hasGap(found); attempt++) {
      found = attempt(files, from);
    }
    return found;
  }

  /** The store is asked for these only: the log of a table may be long. */
  private static List<FileStatus> attempt(FileSystem files, Path from) throws IOException {
    Path folder = from.getParent();
    return Arrays.stream(S3LogStoreUtil.s3ListFromArray(files, from, folder))
        .filter(file -> folder.equals(file.getPath().getParent()))
        .sorted(Comparator.comparing(file -> file.getPath().getName()))
        .toList();
  }

  private static boolean hasGap(List<FileStatus> files) {
    return hasGap(files.stream().map(file -> file.getPath().getName()).toArray(String[]::new));
  }

  /**
   * Whether a commit is missing between others, or before a checksum or checkpoint of it. Names
   * ascend; those of other files do not matter.
   */
  public static boolean hasGap(String... names) {
    long last = -1;
    long followed = -1;
    for (String name : names) {
      Matcher commit = COMMIT.matcher(name);
      if (commit.matches()) {
        long version = Long.parseLong(commit.group(1));
        if (last >= 0 && version != last + 1) {
          return true;
        }
        last = version;
      }
      Matcher follower = FOLLOWER.matcher(name);
      if (follower.matches()) {
        followed = Math.max(followed, Long.parseLong(follower.group(1)));
      }
    }
    return last >= 0 && followed > last;
  }
}
