package io.freshet.sinks.delta;

import io.freshet.schemas.ArchivedRecord;
import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.schema.ArchiveFormat;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.RowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.TablePaths;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.runtime.partitioner.GlobalPartitioner;

/**
 * Logs rows to Delta tables, each exactly once, through failures, rescaling and savepoints.
 *
 * <p><b>The way of a row.</b> A writer, at the stream's parallelism, appends rows to Parquet files
 * in the table's folder. They are no part of the table until its log names them. Ahead of a
 * checkpoint barrier the writer closes its files and sends their descriptions on; so it needs no
 * state. The one committer gathers what comes before the barrier of checkpoint <i>n</i> and, in its
 * snapshot, seals it as a pending commit: the files, an application id and <i>n</i> as Delta's
 * transaction version. When Flink says that checkpoint <i>n</i> is complete, the committer adds the
 * files to the table in one transaction that also records (application id, <i>n</i>). Checkpoints
 * without rows commit nothing.
 *
 * <p><b>Why no row is lost.</b> A row before barrier <i>n</i> is in a file that is in the snapshot
 * of checkpoint <i>n</i> or was committed before. A checkpoint that fails leaves its pending commit
 * in the queue, and the next one holds it too. A restored committer commits all that it finds,
 * because the checkpoint that it came from is complete. Files of an attempt that failed before its
 * checkpoint are never named by the log; their rows come again. The channel to the committer takes
 * no part in unaligned checkpoints: nothing is in flight in it when the committer takes its
 * snapshot. A bounded input is committed by the checkpoint that Flink takes after its end.
 *
 * <p><b>Why no row is there twice.</b> A pending commit keeps its application id and version
 * through all restarts, and the table refuses a version that is not above the latest it has of that
 * id. An id belongs to one attempt of the committer: it is drawn at random when the attempt starts,
 * and given to what this attempt seals. Within an attempt checkpoint ids only rise, so a pair never
 * names two contents. An id made from the job's would: after stop-with-savepoint the last pending
 * commit comes again under another job. So would an id kept in state, with or without a counter of
 * restores: a savepoint can be restored twice, and its checkpoint ids, and restores, then count on
 * from the same number with other rows, which the table would take for those it has. Commits go in
 * the order of sealing, since Delta keeps only the latest version of each id.
 *
 * <p><b>Rewinding.</b> A job that is started again from an older savepoint reads its input again,
 * and logs again what came after the savepoint: these rows are then in the table twice, each time
 * with the {@code available_at} that it had. To rewind the table too, restore its version.
 *
 * <p><b>What comes with the rows.</b> What the stream tells of its features goes the way of the
 * files, and the watermark is kept by the committer as it comes; both are sealed with the files and
 * told by the table, see {@link io.freshet.sinks.delta.table.TableMetadata}. They describe the rows
 * of the commit and those before it.
 *
 * <p><b>Other columns.</b> A view that has got features since its table was made adds columns to it
 * when the job starts, before the first file; one that has lost some leaves their columns alone. A
 * pending commit of before goes into the table as it is: columns that its files lack read as NULL.
 *
 * <p><b>Without checkpoints</b> all rows are committed when the input ends, under an id made from
 * the job's: an input that is run through again after a failure is committed once.
 */
public final class DeltaSink {
  private DeltaSink() {}

  /**
   * Logs the feature rows of a view at {@code <root>/<pipeline>/<view>}; FORGET elements are passed
   * over, and what LAYOUT elements tell of completeness is told by the table. The table is created
   * if there is none, and given the columns that it lacks.
   *
   * <p>Columns: join keys, {@code feature_timestamp}, {@code available_at}, {@code sequence},
   * {@code generation}, the features (nullable), and {@code event_date}, the UTC day of {@code
   * feature_timestamp}, by which the table is partitioned.
   *
   * @param layout layout of all rows; a row of another one fails the job
   * @throws IllegalArgumentException if the layout cannot be a table
   */
  public static void append(
      DataStream<FeatureRow> rows, RowLayout layout, DeltaSinkOptions options) {
    append(rows, layout, options, Compaction.OFF);
  }

  /**
   * As {@link #append(DataStream, RowLayout, DeltaSinkOptions)}.
   *
   * @param compaction whether the job merges the table's small files
   */
  public static void append(
      DataStream<FeatureRow> rows,
      RowLayout layout,
      DeltaSinkOptions options,
      Compaction compaction) {
    String table = TablePaths.table(options.root(), layout.pipeline(), layout.view());
    append(rows, new FeatureRowFormat(layout), layout.view(), table, options, compaction);
  }

  /**
   * Logs dead letters at {@code <root>/<pipeline>/dead-letters}, partitioned by {@code
   * rejected_date}, the UTC day of {@code rejected_at}. To be called once per job: union the
   * streams of several sources before.
   */
  public static void appendDeadLetters(
      DataStream<DeadLetter> letters, String pipeline, DeltaSinkOptions options) {
    appendDeadLetters(letters, pipeline, options, Compaction.OFF);
  }

  /**
   * As {@link #appendDeadLetters(DataStream, String, DeltaSinkOptions)}.
   *
   * @param compaction whether the job merges the table's small files
   */
  public static void appendDeadLetters(
      DataStream<DeadLetter> letters,
      String pipeline,
      DeltaSinkOptions options,
      Compaction compaction) {
    String name = TablePaths.DEAD_LETTERS;
    String table = TablePaths.table(options.root(), pipeline, name);
    append(letters, new DeadLetterFormat(), name, table, options, compaction);
  }

  /**
   * Keeps the records of a source at {@code <root>/<pipeline>/archive-<source>}, partitioned by
   * {@code arrival_date}, the UTC day of {@code arrived_at}. What is read again after a failure is
   * there once; a job that starts anew writes anew what it reads.
   */
  public static void appendRecords(
      DataStream<ArchivedRecord> records,
      String pipeline,
      String source,
      DeltaSinkOptions options) {
    String name = TablePaths.archive(source);
    String table = TablePaths.table(options.root(), pipeline, name);
    append(records, new ArchiveFormat(), name, table, options, Compaction.AUTO);
  }

  private static <T> void append(
      DataStream<T> rows,
      RowFormat<T> format,
      String name,
      String table,
      DeltaSinkOptions options,
      Compaction compaction) {
    // faults of the definition show here, not on the cluster
    format.schema();
    String writer = name + "/delta-writer";
    DataStream<byte[]> files =
        rows.transform(
                writer,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                new DeltaWriterOperator<>(format, table, options))
            .uid(writer);
    String committer = name + "/delta-committer";
    aligned(files)
        .transform(
            committer, Types.VOID, new DeltaCommitterOperator(format, table, options, compaction))
        .uid(committer)
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** All elements to one subtask, and none of them into an unaligned checkpoint. */
  private static DataStream<byte[]> aligned(DataStream<byte[]> files) {
    GlobalPartitioner<byte[]> partitioner = new GlobalPartitioner<>();
    partitioner.disableUnalignedCheckpoints();
    return new DataStream<>(
        files.getExecutionEnvironment(),
        new PartitionTransformation<>(files.getTransformation(), partitioner));
  }
}
