package io.freshet.jobs.source;

import io.freshet.sinks.delta.scan.ScanFile;
import io.freshet.sinks.delta.scan.TableSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * An archive as raw records: those of a partition in the order of their offsets and each once, as a
 * topic would give them.
 */
public final class ArchiveRecords {
  private ArchiveRecords() {}

  /**
   * Reads a version of an archive.
   *
   * @param batch an environment in BATCH mode, which sorts each partition by offset
   * @param source name of the source
   * @param hadoop Hadoop properties
   * @throws IllegalArgumentException if the table has rows that are marked as deleted
   */
  public static SingleOutputStreamOperator<RawRecord> read(
      StreamExecutionEnvironment batch,
      String source,
      TableSnapshot table,
      Map<String, String> hadoop) {
    TypeInformation<RawRecord> records = TypeInformation.of(RawRecord.class);
    return files(batch, table)
        .name(source + "/archive-files")
        .rebalance()
        .transform(source + "/archive", records, new ArchiveReadOperator(hadoop))
        .keyBy(ArchiveRecords::partition, Types.STRING)
        .transform(source + "/archive-in-order", records, new ArchiveOrderOperator(source))
        .setParallelism(batch.getParallelism());
  }

  private static SingleOutputStreamOperator<String> files(
      StreamExecutionEnvironment batch, TableSnapshot table) {
    for (ScanFile file : table.files()) {
      if (file.deleted() != null) {
        throw new IllegalArgumentException(
            "The archive "
                + table.path()
                + " has rows that are marked as deleted inside their files; rewrite it without"
                + " deletion vectors");
      }
    }
    // the largest first, so that tasks end at about the same time
    List<String> paths =
        table.files().stream()
            .sorted(Comparator.comparingLong(ScanFile::size).reversed())
            .map(ScanFile::path)
            .toList();
    DataStream<String> all =
        paths.isEmpty()
            ? batch.fromData(List.of(""), Types.STRING)
            : batch.fromData(paths, Types.STRING);
    return all.filter(path -> !path.isEmpty()).setParallelism(1);
  }

  private static String partition(RawRecord record) {
    return record.topic() + "/" + record.partition();
  }
}
