package io.freshet.sinks.delta.care;

import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table of an offline store.
 *
 * @param pipeline the pipeline that writes to it
 * @param table its view, or {@code dead-letters}
 */
public record TableName(String pipeline, String table) implements Comparable<TableName> {

  /** All tables below a root, in order; none if the root is not there. */
  public static List<TableName> all(DeltaSinkOptions options) {
    Path root = new Path(TablePaths.table(options.root()));
    List<TableName> names = new ArrayList<>();
    try {
      FileSystem files = root.getFileSystem(Engines.configuration(options.hadoop()));
      for (Path pipeline : folders(files, root)) {
        for (Path table : folders(files, pipeline)) {
          if (files.exists(new Path(table, "_delta_log"))) {
            names.add(new TableName(pipeline.getName(), table.getName()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the tables below " + root, e);
    }
    return names.stream().sorted().toList();
  }

  private static List<Path> folders(FileSystem files, Path parent) throws IOException {
    List<Path> folders = new ArrayList<>();
    try {
      for (FileStatus file : files.listStatus(parent)) {
        String name = file.getPath().getName();
        if (file.isDirectory() && !name.startsWith("_") && !name.startsWith(".")) {
          folders.add(file.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      // not there, or no longer
    }
    return folders;
  }

  @Override
  public int compareTo(TableName other) {
    return toString().compareTo(other.toString());
  }

  /** As people write it: {@code shop/user_engagement}. */
  @Override
  public String toString() {
    return pipeline + "/" + table;
  }
}
