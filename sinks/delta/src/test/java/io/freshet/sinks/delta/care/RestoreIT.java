package io.freshet.sinks.delta.care;

import static io.freshet.sinks.delta.care.OptimizeIT.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.TableMetadata;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that go back to a version. */
class RestoreIT {
  @TempDir Path root;

  @Test
  void tableHasTheRowsOfTheVersionAgain() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    table.append(20, 30);

    assertThat(table.care().restore(2)).isEqualTo(new RestoreResult(2, 5, 2, 2));
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));
    assertThat(table.care().restore(2)).isEqualTo(new RestoreResult(2, 5, 0, 0));
    table.append(40, 50);
    assertThat(table.care().restore(4).version()).isEqualTo(7);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 30));
  }

  @Test
  void timeNamesTheVersionThatWasTheNewestThen() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    long first = table.care().history(2).get(1).time();

    assertThat(table.care().restore(Instant.ofEpochMilli(first)).restored()).isEqualTo(1);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10));
    assertThat(table.care().restore(Instant.now().plusSeconds(60)).restored()).isEqualTo(3);
    assertThatThrownBy(() -> table.care().restore(Instant.EPOCH))
        .isInstanceOf(CareException.class)
        .hasMessageContaining("does not reach back to 1970-01-01");
  }

  @Test
  void historyTellsAll() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    table.care().restore(1);

    List<TableVersion> history = table.care().history(100);
    assertThat(history)
        .extracting(TableVersion::operation)
        .containsExactly("restore", "optimize", "append", "append", "create");
    assertThat(history).extracting(TableVersion::version).containsExactly(4L, 3L, 2L, 1L, 0L);
    assertThat(history)
        .extracting(v -> v.rowsAdded().orElse(-1))
        .containsExactly(10L, 0L, 10L, 10L, 0L);
    assertThat(history)
        .extracting(v -> v.rowsRemoved().orElse(-1))
        .containsExactly(20L, 0L, 0L, 0L, 0L);
    assertThat(history).extracting(TableVersion::filesAdded).containsExactly(1, 1, 1, 1, 0);
    assertThat(history).extracting(TableVersion::filesRemoved).containsExactly(1, 2, 0, 0, 0);
    assertThat(history)
        .extracting(v -> v.checkpoint().orElse(-1))
        .containsExactly(-1L, -1L, 1L, 0L, -1L);
    assertThat(table.care().history(2)).isEqualTo(history.subList(0, 2));
  }

  @Test
  void versionWhoseFilesAreGoneIsRefusedWithTheOldestThatIsWhole() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    table.append(20, 30);
    table
        .care()
        .at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
        .vacuum(VacuumOptions.defaults());

    assertThatThrownBy(() -> table.care().restore(2))
        .isInstanceOf(CareException.class)
        .hasMessageContaining("version 2 of")
        .hasMessageContaining("which is gone, as after a vacuum; restore version 3 or a later one");
    assertThat(table.care().restore(3).version()).isEqualTo(5);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));
    assertThatThrownBy(() -> table.care().restore(6)).hasMessageContaining("versions 0 to 5");
  }

  @Test
  void commitsThatTheTableHasHadAreNotTakenAgain() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    List<DataFile> files = table.append(10, 20);
    table.care().restore(1);

    table.commitAgain(files);

    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10));
    table.append(20, 30);
    assertThat(table.rowNumbers()).hasSize(20);
  }

  @Test
  void watermarkGoesBackWithTheRows() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.commit(table.write(10, 20), new TableMetadata("d", 100L, Map.of("clicks", 7L)));
    table.commit(table.write(20, 30), new TableMetadata("d", 200L, Map.of()));
    assertThat(table.care().history(1).get(0).watermark()).hasValue(200);

    table.care().restore(2);
    assertThat(table.care().history(1).get(0).watermark()).hasValue(100);
    assertThat(table.log().latest().getDomainMetadata(TableMetadata.DOMAIN))
        .hasValueSatisfying(
            json -> assertThat(TableMetadata.fromJson(json).completeFrom()).containsKey("clicks"));
    table.care().restore(1);
    assertThat(table.log().latest().getDomainMetadata(TableMetadata.DOMAIN)).isEmpty();
    table.care().optimize(OptimizeOptions.allFiles());
    table.care().restore(3);
    assertThat(table.care().history(1).get(0).watermark()).hasValue(200);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 30));
  }

  @Test
  void columnsThatHaveComeSinceStay() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.addColumn("added");

    table.care().restore(1);
    assertThat(table.contents())
        .hasSize(10)
        .allSatisfy(row -> assertThat(row).containsEntry("added", null));

    table.care().restore(2);
    assertThat(table.care().optimize(OptimizeOptions.smallFiles()).filesRemoved()).isEqualTo(2);
    List<Map<String, Object>> rows = table.contents();
    assertThat(rows).hasSize(20).allSatisfy(row -> assertThat(row).containsEntry("added", null));
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));
  }
}
