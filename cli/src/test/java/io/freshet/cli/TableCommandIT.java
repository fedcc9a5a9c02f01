package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.DeadLetter;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code table}, from arguments to answers. */
class TableCommandIT {
  private static final int COMMITS = 4;

  @TempDir private Path folder;
  private String environment = "";

  @BeforeEach
  void makeATable() throws IOException {
    Path root = folder.resolve("tables");
    Path file = folder.resolve("env.yaml");
    Files.writeString(file, "offline: {root: \"" + root.toUri() + "\"}\n");
    environment = file.toString();
    DeltaSinkOptions options = DeltaSinkOptions.of(root.toString());
    DeadLetterFormat format = new DeadLetterFormat();
    String path = TablePaths.table(options.root(), "shop", TablePaths.DEAD_LETTERS);
    DeltaTable table = DeltaTable.open(Engines.engine(Map.of()), path, format.schema());
    for (int i = 0; i < COMMITS; i++) {
      try (TableWriter writer = new TableWriter(options, path, format.schema())) {
        writer.write(
            format.toRow(new DeadLetter("shop", "s", null, "t", 0, i, "too_late", "", null, 0)));
        table.commit(new PendingCommit("freshet-a", i, 0, writer.drain()));
      }
    }
  }

  @Test
  void tableIsCaredFor() throws IOException {
    assertThat(run(0, "history", "dead-letters").required("versions")).hasSize(COMMITS + 1);
    JsonNode newest =
        run(0, "history", "shop/dead-letters", "--limit", "1").required("versions").required(0);
    assertThat(newest.required("operation").asText()).isEqualTo("append");
    assertThat(newest.required("rows_added").asLong()).isEqualTo(1);
    assertThat(newest.required("checkpoint").asLong()).isEqualTo(COMMITS - 1);

    JsonNode optimized = run(0, "optimize", "dead-letters");
    assertThat(optimized.required("files_removed").asInt()).isEqualTo(COMMITS);
    assertThat(optimized.required("files_added").asInt()).isEqualTo(1);
    assertThat(run(0, "optimize", "dead-letters").required("commits").asInt()).isZero();

    JsonNode kept = run(0, "vacuum", "dead-letters", "--dry-run");
    assertThat(kept.required("files").asInt()).isZero();
    assertThat(kept.required("kept_for_versions").asInt()).isEqualTo(COMMITS);

    JsonNode restored = run(0, "restore", "dead-letters", "--version", "2");
    assertThat(restored.required("version").asInt()).isEqualTo(COMMITS + 2);
    assertThat(rows()).isEqualTo(2);
    assertThat(
            run(0, "restore", "dead-letters", "--time", "2999-01-01T00:00:00Z")
                .required("restored")
                .asInt())
        .isEqualTo(COMMITS + 2);

    JsonNode vacuumed =
        run(
            0,
            "vacuum",
            "dead-letters",
            "--retention",
            "0s",
            "--orphan-retention",
            "0s",
            "--unused");
    assertThat(vacuumed.required("files").asInt()).isEqualTo(3);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void peopleAreTold() throws IOException {
    assertThat(text(0, "history", "dead-letters"))
        .contains("shop/dead-letters", "version", "checkpoint", "append", "+1", "create");
    assertThat(text(0, "optimize", "dead-letters"))
        .contains("shop/dead-letters: 4 files with ", "are now 1 with");
    assertThat(text(0, "optimize", "dead-letters")).contains("no files that are worth merging");
    assertThat(text(0, "vacuum", "dead-letters"))
        .contains("deleted 0 files", "kept: 4 files of older versions");
    assertThat(text(0, "restore", "dead-letters", "--version", "1"))
        .contains("has the rows of version 1 again, as version 6; files: 1 back, 1 away");
  }

  @Test
  void faultsAreTheInputs() throws IOException {
    assertThat(error("history", "baskets"))
        .contains("there is no table 'baskets'", "there are shop/dead-letters");
    assertThat(error("vacuum", "dead-letters", "--retention", "1m")).contains("less than 1 h");
    assertThat(error("restore", "dead-letters", "--version", "77"))
        .contains("no version 77", "0 to 4");
    assertThat(error("restore", "dead-letters")).contains("--version", "--time");
    assertThat(error("optimize", "dead-letters", "--file-size", "0"))
        .contains("--file-size", "not 0");
    Files.writeString(Path.of(environment), "online: {uri: \"redis://localhost:1\"}\n");
    assertThat(error("history", "dead-letters")).contains("add offline: {root:");
  }

  private JsonNode run(int exitCode, String... arguments) throws IOException {
    TestingConsole console = run(exitCode, true, arguments);
    return new ObjectMapper().readTree(console.lastLine());
  }

  private String text(int exitCode, String... arguments) {
    return run(exitCode, false, arguments).out();
  }

  private String error(String... arguments) throws IOException {
    return run(ExitCode.INPUT, arguments).required("error").required("message").asText();
  }

  private TestingConsole run(int exitCode, boolean json, String... arguments) {
    TestingConsole console = TestingConsole.plain();
    String[] all =
        Stream.of(
                Stream.of("table"),
                Stream.of(arguments),
                Stream.of("--env", environment),
                json ? Stream.of("--json") : Stream.<String>empty())
            .flatMap(part -> part)
            .toArray(String[]::new);
    assertThat(console.run(all)).as(console.err()).isEqualTo(exitCode);
    return console;
  }

  private long rows() {
    return DeltaTableReader.openDeadLetters(
            DeltaSinkOptions.of(folder.resolve("tables").toString()), "shop")
        .rowCount();
  }
}
