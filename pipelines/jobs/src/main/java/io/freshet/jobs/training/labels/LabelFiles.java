package io.freshet.jobs.training.labels;

import io.freshet.jobs.JobException;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ParquetTypes;
import io.freshet.sinks.delta.scan.DataColumn;
import io.freshet.sinks.delta.scan.ParquetScan;
import io.freshet.sinks.delta.scan.ScanException;
import io.freshet.sinks.delta.scan.ScanFile;
import io.freshet.sinks.delta.scan.TableSnapshot;
import io.freshet.sinks.delta.scan.TableVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.Type;

/**
 * What there is of labels: their columns and the parts in which they are read. What a path holds is
 * seen from its content: a folder with a log is a Delta table, another one has Parquet files; a
 * file begins as Parquet does or is CSV, compressed or not.
 *
 * @param format what they are stored in
 * @param path the file or folder
 * @param columns their columns
 * @param stored the columns' names in files
 * @param delimiter CSV: what separates fields
 * @param splits what there is to read
 * @param files the files, for a digest; of a Delta table none, its version says more
 * @param version DELTA: the table's version, else -1
 * @param table DELTA: the table's id, else empty
 */
record LabelFiles(
    LabelFormat format,
    String path,
    List<PackedColumn> columns,
    List<String> stored,
    char delimiter,
    List<LabelSplit> splits,
    List<Path> files,
    long version,
    String table) {
  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String LOG = "_delta_log";
  private static final int WHOLE_FILE = -1;

  /**
   * Looks at a path.
   *
   * @param version DELTA: the version to read
   * @throws JobException if there are no labels that can be read
   */
  static LabelFiles at(String path, Map<String, String> hadoop, TableVersion version) {
    Path local = Path.of(path);
    try {
      if (Files.isDirectory(local)) {
        return Files.isDirectory(local.resolve(LOG))
            ? delta(path, hadoop, version)
            : parquet(path, parquetFiles(local));
      }
      if (!Files.isRegularFile(local)) {
        throw new JobException("There are no labels at " + path + "; check the path");
      }
      return isParquet(local) ? parquet(path, List.of(local)) : csv(local);
    } catch (IOException e) {
      throw new JobException("The labels at " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(PARQUET_MAGIC.length), PARQUET_MAGIC);
    }
  }

  private static LabelFiles csv(Path file) throws IOException {
    CsvHeader header = CsvHeader.read(file);
    List<PackedColumn> columns =
        header.names().stream().map(name -> new PackedColumn(name, PackedType.STRING)).toList();
    LabelSplit split =
        new LabelSplit(
            file.toString(), String.valueOf(file.getFileName()), WHOLE_FILE, Map.of(), null);
    return new LabelFiles(
        LabelFormat.CSV,
        file.toString(),
        columns,
        header.names(),
        header.delimiter(),
        List.of(split),
        List.of(file),
        -1,
        "");
  }

  private static List<Path> parquetFiles(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> files =
          paths
              .filter(Files::isRegularFile)
              .filter(path -> !isHidden(folder.relativize(path)))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new JobException("The folder " + folder + " has no Parquet files");
      }
      for (Path file : files) {
        if (!isParquet(file)) {
          throw new JobException(
              file + " is no Parquet file; a folder of labels has nothing else in it");
        }
        if (folder.relativize(file).toString().contains("=")) {
          throw new JobException(
              "The folder "
                  + folder
                  + " keeps values in the names of folders, as "
                  + folder.relativize(file)
                  + "; give labels as a Delta table or with all columns in the files");
        }
      }
      return files;
    }
  }

  private static boolean isHidden(Path path) {
    for (Path part : path) {
      String name = part.toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private static LabelFiles parquet(String path, List<Path> files) throws IOException {
    Map<String, PackedType> columns = new LinkedHashMap<>();
    List<LabelSplit> splits = new ArrayList<>();
    for (Path file : files) {
      String name = files.size() == 1 ? String.valueOf(file.getFileName()) : file.toString();
      // as Hadoop writes it, which does not escape
      String location = "file:" + file.toAbsolutePath();
      try (ParquetScan scan = ParquetScan.open(Map.of(), location)) {
        for (Type type : scan.schema().getFields()) {
          add(columns, file, type);
        }
        for (int group = 0; group < scan.groups(); group++) {
          splits.add(new LabelSplit(location, name, group, Map.of(), null));
        }
      }
    }
    List<PackedColumn> found = new ArrayList<>();
    columns.forEach((name, type) -> found.add(new PackedColumn(name, type)));
    return new LabelFiles(
        LabelFormat.PARQUET,
        path,
        found,
        found.stream().map(PackedColumn::name).toList(),
        ',',
        splits,
        files,
        -1,
        "");
  }

  private static void add(Map<String, PackedType> columns, Path file, Type type) {
    PackedType packed =
        ParquetTypes.packed(type).orElseThrow(() -> unsupported(file, type.getName(), type));
    PackedType known = columns.putIfAbsent(type.getName(), packed);
    if (known != null && !known.equals(packed)) {
      throw new JobException(
          "The column '"
              + type.getName()
              + "' of "
              + file
              + " is "
              + packed
              + " and "
              + known
              + " in another file of the folder; write the labels with one type");
    }
  }

  private static JobException unsupported(Object where, String column, Object type) {
    return new JobException(
        "The column '"
            + column
            + "' of labels "
            + where
            + " has type "
            + type
            + ", which a set cannot hold; leave it out, or write it as several plain columns");
  }

  private static LabelFiles delta(String path, Map<String, String> hadoop, TableVersion version) {
    TableSnapshot table;
    try {
      table = TableSnapshot.read(hadoop, path, version);
    } catch (ScanException e) {
      throw new JobException(String.valueOf(e.getMessage()), e);
    }
    List<PackedColumn> columns = new ArrayList<>();
    for (DataColumn column : table.columns()) {
      PackedType type =
          Optional.ofNullable(column.type())
              .orElseThrow(() -> unsupported(path, column.name(), column.described()));
      columns.add(new PackedColumn(column.name(), type));
    }
    List<LabelSplit> splits = new ArrayList<>();
    for (ScanFile file : table.files()) {
      splits.addAll(splits(hadoop, file));
    }
    return new LabelFiles(
        LabelFormat.DELTA,
        path,
        columns,
        table.columns().stream().map(DataColumn::stored).toList(),
        ',',
        splits,
        List.of(),
        table.version(),
        table.id());
  }

  private static List<LabelSplit> splits(Map<String, String> hadoop, ScanFile file) {
    List<LabelSplit> splits = new ArrayList<>();
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    try (ParquetScan scan = ParquetScan.open(hadoop, file.path())) {
      for (int group = 0; group < scan.groups(); group++) {
        splits.add(new LabelSplit(file.path(), name, group, file.partitions(), file.deleted()));
      }
    } catch (IOException e) {
      throw new JobException(
          "The file " + file.path() + " of the labels cannot be read: " + e.getMessage(), e);
    }
    return splits;
  }
}
