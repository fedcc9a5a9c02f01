package io.freshet.sinks.delta.table;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where tables stand. */
public final class TablePaths {
  public static final String DEAD_LETTERS = "dead-letters";

  // a view's name has no hyphen, so that none of these tables is ever a view's
  private static final String ARCHIVE = "archive-";

  private static final String FILE = "file:";
  private static final String S3A = "s3a://";
  private static final Pattern S3 = Pattern.compile("(?i)s3a?://([^/]*)(/.*)?");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private TablePaths() {}

  /**
   * Checks a root, and makes a relative one absolute.
   *
   * @throws IllegalArgumentException if its file system is not supported
   */
  public static String checkRoot(String root) {
    if (!SCHEME.matcher(root).matches()) {
      return Path.of(root).toAbsolutePath().normalize().toString();
    }
    if (root.regionMatches(true, 0, FILE, 0, FILE.length())) {
      localPath(root);
    } else {
      s3Path(root);
    }
    return root;
  }

  /** The table of a view, in the form of {@link #table(String)}. */
  public static String table(String root, String pipeline, String table) {
    return table(root) + "/" + name("pipeline", pipeline) + "/" + name("view", table);
  }

  /** Name of the table with the records of a source, beside those of the views. */
  public static String archive(String source) {
    return ARCHIVE + source;
  }

  /**
   * The table at a path: {@code file:} and an absolute path, or {@code s3a://}, a bucket and a key;
   * not escaped, as Hadoop writes it.
   */
  public static String table(String path) {
    String checked = checkRoot(path);
    if (!SCHEME.matcher(checked).matches()) {
      return FILE + checked;
    }
    if (!checked.regionMatches(true, 0, FILE, 0, FILE.length())) {
      return s3Path(checked);
    }
    return FILE + localPath(checked).toAbsolutePath().normalize();
  }

  /** Whether a table in the form of {@link #table(String)} is on this machine's file system. */
  public static boolean isLocal(String table) {
    return table.startsWith(FILE);
  }

  /** Where a table in the form of {@link #table} is on this machine. */
  public static Path local(String table) {
    return Path.of(table.substring(FILE.length()));
  }

  private static String s3Path(String root) {
    Matcher matcher = S3.matcher(root);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The Delta root '"
              + root
              + "' is on a file system for which Freshet has no atomic commit, so concurrent"
              + " writers could lose rows; use a folder, such as file:///var/freshet, or a bucket of"
              + " an S3 store, such as s3://bucket/freshet");
    }
    String bucket = matcher.group(1);
    if (bucket.isEmpty() || bucket.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "The Delta root on S3 does not name a bucket, or more than that; write"
              + " s3://bucket/prefix, and credentials as properties of their own");
    }
    String key = matcher.group(2) == null ? "" : matcher.group(2);
    return S3A + bucket + key.replaceAll("/+", "/").replaceAll("/$", "");
  }

  private static Path localPath(String root) {
    String path = root.substring(FILE.length());
    if (path.startsWith("//")) {
      int slash = path.indexOf('/', 2);
      if (slash != 2) {
        throw new IllegalArgumentException(
            "The Delta root '" + root + "' names a host; write file:///path");
      }
      path = path.substring(2);
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "The Delta root '" + root + "' is not absolute; write file:///path");
    }
    return path.indexOf('%') >= 0 ? Path.of(URI.create(FILE + path)) : Path.of(path);
  }

  private static String name(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " '"
              + name
              + "' cannot name a table's folder; use letters, digits, '_', '-' and '.'");
    }
    return name;
  }
}
