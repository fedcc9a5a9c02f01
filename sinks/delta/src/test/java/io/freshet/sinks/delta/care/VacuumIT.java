package io.freshet.sinks.delta.care;

import static io.freshet.sinks.delta.care.OptimizeIT.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.table.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vacuum takes, and what it leaves. */
class VacuumIT {
  @TempDir Path root;

  @Test
  void filesOfVersionsWithinTheRetentionStay() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    for (int i = 0; i < 3; i++) {
      table.append(10 * i, 10 * (i + 1));
    }
    table.care().optimize(OptimizeOptions.smallFiles());

    VacuumResult early = table.care().at(in(Duration.ofDays(6))).vacuum(VacuumOptions.defaults());
    assertThat(early.files()).isEmpty();
    assertThat(early.keptForVersions()).isEqualTo(3);
    assertThat(table.rowNumbers(1)).isEqualTo(numbers(0, 10));

    VacuumResult late = table.care().at(in(Duration.ofDays(8))).vacuum(VacuumOptions.defaults());
    assertThat(late.files()).hasSize(3);
    assertThat(late.bytes()).isPositive();
    assertThat(late.keptForVersions()).isZero();
    assertThat(table.storedFiles()).isEqualTo(1);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 30));
  }

  @Test
  void versionThatWasTheNewestWhenTheRetentionBeganStays() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    table.append(20, 30);
    table.append(30, 40);
    table.care().optimize(OptimizeOptions.smallFiles());
    long second =
        table.care().history(10).stream()
            .filter(v -> v.version() == 2)
            .findAny()
            .orElseThrow()
            .time();
    long now = System.currentTimeMillis();

    VacuumOptions options =
        new VacuumOptions(
            Duration.ofMillis(now - second),
            Duration.ofDays(1),
            VacuumOptions.Bounds.UNCHECKED,
            VacuumOptions.Mode.DELETE);
    VacuumResult result =
        table
            .care()
            .at(Clock.fixed(Instant.ofEpochMilli(now), java.time.ZoneOffset.UTC))
            .vacuum(options);

    assertThat(result.files()).isEmpty();
    assertThat(table.rowNumbers(2)).isEqualTo(numbers(0, 20));
  }

  @Test
  void filesThatNoVersionNamesYetStayUntilTheyAreOrphans() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    List<DataFile> pending = table.write(10, 20);

    VacuumResult kept = table.care().at(in(Duration.ofDays(29))).vacuum(VacuumOptions.defaults());
    assertThat(kept.files()).isEmpty();
    assertThat(kept.keptUnnamed()).isEqualTo(1);
    table.commit(pending);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));

    List<DataFile> orphans = table.write(20, 30);
    VacuumResult gone = table.care().at(in(Duration.ofDays(31))).vacuum(VacuumOptions.defaults());
    assertThat(gone.files()).containsExactly(orphans.get(0).path());
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 20));
  }

  @Test
  void filesThatARestoreBroughtBackAreInUse() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    table.care().restore(1);

    VacuumResult result = table.care().at(in(Duration.ofDays(40))).vacuum(VacuumOptions.defaults());

    assertThat(result.files()).hasSize(2);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10));
  }

  @Test
  void listingDeletesNothing() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    table.append(10, 20);
    table.care().optimize(OptimizeOptions.smallFiles());
    VacuumOptions defaults = VacuumOptions.defaults();
    VacuumOptions listing =
        new VacuumOptions(
            defaults.retention(),
            defaults.orphanRetention(),
            VacuumOptions.Bounds.CHECKED,
            VacuumOptions.Mode.LIST);

    TableCare later = table.care().at(in(Duration.ofDays(8)));
    VacuumResult listed = later.vacuum(listing);

    assertThat(listed.files()).hasSize(2);
    assertThat(table.storedFiles()).isEqualTo(3);
    assertThat(later.vacuum(defaults)).isEqualTo(listed);
    assertThat(table.storedFiles()).isEqualTo(1);
  }

  @Test
  void leftoversOfTheLogGo() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.append(0, 10);
    Path log = table.folder().resolve("_delta_log");
    Path commit = Files.createFile(log.resolve(".00000000000000000007.json.x.tmp"));
    Path checkpoint =
        Files.createFile(log.resolve(".00000000000000000010.checkpoint.parquet.x.unfinished"));
    Path young = Files.createFile(log.resolve(".00000000000000000008.json.x.tmp"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(9)));
    Files.setLastModifiedTime(commit, old);
    Files.setLastModifiedTime(checkpoint, old);

    VacuumResult result = table.care().vacuum(VacuumOptions.defaults());

    assertThat(result.logFiles()).isEqualTo(2);
    assertThat(commit).doesNotExist();
    assertThat(checkpoint).doesNotExist();
    assertThat(young).exists();
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 10));
  }

  @Test
  void expiredVersionsLeaveTheLog() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    for (int i = 0; i < 31; i++) {
      table.append(i, i + 1);
    }
    age(table, 25);
    assertThat(table.care().history(100)).hasSize(32);

    VacuumResult result = table.care().vacuum(VacuumOptions.defaults());

    // commits 0 to 19, the checkpoint of 10, checksums 10 to 19
    assertThat(result.logFiles()).isEqualTo(31);
    assertThat(table.care().history(100)).hasSize(12);
    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 31));
    assertThat(table.rowNumbers(20)).isEqualTo(numbers(0, 20));
    assertThatThrownBy(() -> table.rowNumbers(19)).isInstanceOf(CareException.class);
    assertThatThrownBy(() -> table.care().restore(9)).hasMessageContaining("versions 20 to 31");
  }

  @Test
  void commitsThatHaveLeftTheLogAreNotTakenAgain() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    List<DataFile> files = table.write(0, 10);
    table.commitAs("freshet-earlier", files);
    for (int i = 1; i < 11; i++) {
      table.append(10 * i, 10 * (i + 1));
    }
    age(table, 11);
    assertThat(table.care().vacuum(VacuumOptions.defaults()).logFiles()).isPositive();
    assertThat(table.log().oldest(table.log().latest())).isEqualTo(10);

    table.commitAs("freshet-earlier", files);

    assertThat(table.rowNumbers()).isEqualTo(numbers(0, 110));
    assertThat(table.log().latest().getVersion()).isEqualTo(11);
  }

  @Test
  void logWithoutCheckpointIsKept() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    for (int i = 0; i < 9; i++) {
      table.append(i, i + 1);
    }
    age(table, 9);

    assertThat(table.care().vacuum(VacuumOptions.defaults()).logFiles()).isZero();

    assertThat(table.rowNumbers(1)).isEqualTo(numbers(0, 1));
  }

  @Test
  void logIsKeptWhereThePropertySaysSo() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    table.setProperty("delta.enableExpiredLogCleanup", "false");
    for (int i = 0; i < 21; i++) {
      table.append(i, i + 1);
    }
    age(table, 22);

    assertThat(table.care().vacuum(VacuumOptions.defaults()).logFiles()).isZero();

    assertThat(table.care().history(100)).hasSize(23);
  }

  /** Makes the log's files up to a version older than the log is kept. */
  private static void age(CaredTable table, int last) throws Exception {
    Path log = table.folder().resolve("_delta_log");
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    for (String kind : List.of(".json", ".crc", ".checkpoint.parquet")) {
      for (int version = 0; version <= last; version++) {
        Path file = log.resolve(String.format("%020d%s", version, kind));
        if (Files.exists(file)) {
          Files.setLastModifiedTime(file, old);
        }
      }
    }
  }

  @Test
  void shortTimesAreRefused() {
    assertThatThrownBy(
            () ->
                new VacuumOptions(
                    Duration.ofMinutes(59),
                    Duration.ofDays(30),
                    VacuumOptions.Bounds.CHECKED,
                    VacuumOptions.Mode.DELETE))
        .isInstanceOf(CareException.class)
        .hasMessageContaining("less than 1 h");
    assertThatThrownBy(
            () ->
                new VacuumOptions(
                    Duration.ofDays(7),
                    Duration.ofHours(23),
                    VacuumOptions.Bounds.CHECKED,
                    VacuumOptions.Mode.LIST))
        .isInstanceOf(CareException.class)
        .hasMessageContaining("retention of orphans of less than 24 h");
  }

  private static Clock in(Duration time) {
    return Clock.offset(Clock.systemUTC(), time);
  }
}
