package io.freshet.sinks.delta.care;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file in the folder of a table.
 *
 * @param path path below the table, not escaped
 * @param size bytes
 * @param modifiedAt UTC milliseconds
 */
record StoredFile(String path, long size, long modifiedAt) {
  private static final String DATA = ".parquet";
  private static final String LOG = "_delta_log";

  /** The data files in the folders of partitions, named by the log or not. */
  static List<StoredFile> data(Configuration hadoop, String table, String partition)
      throws IOException {
    FileSystem files = new Path(table).getFileSystem(hadoop);
    List<StoredFile> found = new ArrayList<>();
    for (FileStatus folder : files.listStatus(new Path(table))) {
      String name = folder.getPath().getName();
      if (folder.isDirectory() && name.startsWith(partition + "=")) {
        list(files, table, name).stream()
            .filter(file -> file.path.endsWith(DATA))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** The files of the log. */
  static List<StoredFile> log(Configuration hadoop, String table) throws IOException {
    return list(new Path(table).getFileSystem(hadoop), table, LOG);
  }

  private static List<StoredFile> list(FileSystem files, String table, String folder)
      throws IOException {
    List<StoredFile> found = new ArrayList<>();
    try {
      for (FileStatus file : files.listStatus(new Path(table + "/" + folder))) {
        if (file.isFile()) {
          String path = folder + "/" + file.getPath().getName();
          found.add(new StoredFile(path, file.getLen(), file.getModificationTime()));
        }
      }
    } catch (FileNotFoundException e) {
      // gone since its parent was listed
    }
    return found;
  }

  /** Whether a file is there. */
  static boolean exists(Configuration hadoop, String table, String path) throws IOException {
    Path file = new Path(table + "/" + path);
    return file.getFileSystem(hadoop).exists(file);
  }

  /** Deletes it. */
  void delete(Configuration hadoop, String table) throws IOException {
    Path file = new Path(table + "/" + path);
    file.getFileSystem(hadoop).delete(file, false);
  }

  /** A path as the log has it, as one of this form. Other tables' files are none of ours. */
  static String unescaped(String path) {
    URI uri = URI.create(path);
    return uri.isAbsolute() ? path : uri.getPath();
  }
}
