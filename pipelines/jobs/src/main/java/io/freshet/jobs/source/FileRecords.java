package io.freshet.jobs.source;

import io.freshet.defs.plan.Connector;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Files as raw records, in the order of their paths. */
final class FileRecords {
  private FileRecords() {}

  static Source<RawRecord, ?, ?> source(Connector.Files files) throws IOException {
    Path[] paths = resolve(files.path()).toArray(new Path[0]);
    if (paths.length == 0) {
      throw new IOException("No file matches '" + files.path() + "'; check the path of the source");
    }
    FileSource<RawRecord> source =
        FileSource.forBulkFileFormat(new CsvFileFormat(), paths)
            .setSplitAssigner(InOrder::new)
            .build();
    return new AnnouncingSource<>(
        source, split -> new AnnouncingSource.PartitionName(split.path().toString(), -1));
  }

  /** The files that a path names: itself, those of a folder, or those that match a glob. */
  static List<Path> resolve(String text) throws IOException {
    int star = firstWildcard(text);
    Path root = new Path(star < 0 ? text : text.substring(0, text.lastIndexOf('/', star) + 1));
    FileSystem fileSystem = root.getFileSystem();
    if (!fileSystem.exists(root)) {
      throw new IOException("'" + root + "' does not exist; check the path of the source");
    }
    PathMatcher matcher =
        star < 0
            ? null
            : FileSystems.getDefault().getPathMatcher("glob:" + new Path(text).getPath());
    List<Path> found = new ArrayList<>();
    collect(fileSystem, fileSystem.getFileStatus(root), matcher, found);
    found.sort(Comparator.comparing(Path::toString));
    return found;
  }

  private static void collect(
      FileSystem fileSystem, FileStatus status, @Nullable PathMatcher matcher, List<Path> found)
      throws IOException {
    String name = status.getPath().getName();
    if (!status.isDir()) {
      if (matcher == null || matcher.matches(java.nio.file.Path.of(status.getPath().getPath()))) {
        found.add(status.getPath());
      }
      return;
    }
    for (FileStatus child : fileSystem.listStatus(status.getPath())) {
      name = child.getPath().getName();
      if (!name.startsWith(".") && !name.startsWith("_")) {
        collect(fileSystem, child, matcher, found);
      }
    }
  }

  private static int firstWildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Hands out files in the order of their paths. */
  private static final class InOrder implements FileSplitAssigner {
    private final Deque<FileSourceSplit> splits = new ArrayDeque<>();

    InOrder(Collection<FileSourceSplit> splits) {
      addSplits(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
      return Optional.ofNullable(splits.poll());
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> added) {
      List<FileSourceSplit> all = new ArrayList<>(splits);
      all.addAll(added);
      all.sort(Comparator.comparing(split -> split.path().toString()));
      splits.clear();
      splits.addAll(all);
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
      return List.copyOf(splits);
    }
  }
}
