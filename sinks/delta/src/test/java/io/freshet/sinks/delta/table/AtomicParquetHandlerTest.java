package io.freshet.sinks.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.defaults.internal.data.vector.DefaultGenericVector;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicParquetHandlerTest {
  private static final StructType SCHEMA = new StructType().add("value", LongType.LONG);

  @TempDir Path folder;
  private final ParquetHandler handler = Engines.engine(Map.of()).getParquetHandler();

  @Test
  void writtenFileIsRead() throws Exception {
    handler.writeParquetFileAtomically(path(), iterator(Stream.of(batch(1, 2), batch(3))));

    assertThat(rows()).isEqualTo(3);
    assertThat(files()).containsExactlyInAnyOrder(".a.parquet.crc", "a.parquet");
  }

  @Test
  void fileThatCouldNotBeFinishedLeavesNothing() throws Exception {
    Stream<FilteredColumnarBatch> broken =
        Stream.of(batch(1), batch(2), batch(3)).peek(new Breaking()::take);

    assertThatThrownBy(() -> handler.writeParquetFileAtomically(path(), iterator(broken)))
        .hasMessage("broken");

    assertThat(files()).isEmpty();
  }

  @Test
  void interruptedWriteLeavesNothingOrAll() throws Exception {
    Thread.currentThread().interrupt();
    boolean written;
    try {
      handler.writeParquetFileAtomically(path(), iterator(Stream.of(batch(1, 2))));
      written = true;
    } catch (IOException | RuntimeException e) {
      written = false;
    } finally {
      Thread.interrupted();
    }

    assertThat(Files.exists(folder.resolve("a.parquet"))).isEqualTo(written);
    if (written) {
      assertThat(rows()).isEqualTo(2);
    }
  }

  @Test
  void fileThatIsThereIsReplacedByAWholeOne() throws Exception {
    handler.writeParquetFileAtomically(path(), iterator(Stream.of(batch(1))));
    handler.writeParquetFileAtomically(path(), iterator(Stream.of(batch(1, 2, 3, 4))));

    assertThat(rows()).isEqualTo(4);
  }

  private String path() {
    return "file:" + folder.resolve("a.parquet");
  }

  private long rows() throws IOException {
    Path file = folder.resolve("a.parquet");
    FileStatus status = FileStatus.of(path(), Files.size(file), 0);
    long rows = 0;
    try (var batches =
        handler.readParquetFiles(iterator(Stream.of(status)), SCHEMA, Optional.empty())) {
      while (batches.hasNext()) {
        rows += batches.next().getData().getSize();
      }
    }
    return rows;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static FilteredColumnarBatch batch(long... values) {
    ColumnarBatch batch =
        new DefaultColumnarBatch(
            values.length,
            SCHEMA,
            new ColumnVector[] {
              DefaultGenericVector.fromList(
                  LongType.LONG, Arrays.stream(values).<Object>mapToObj(Long::valueOf).toList())
            });
    return new FilteredColumnarBatch(batch, Optional.empty());
  }

  private static <T> CloseableIterator<T> iterator(Stream<T> elements) {
    return DeltaTable.closeable(elements.iterator());
  }

  /** Lets one batch through. */
  private static final class Breaking {
    private int taken;

    void take(FilteredColumnarBatch batch) {
      taken++;
      if (taken > 1) {
        throw new IllegalStateException("broken");
      }
    }
  }
}
