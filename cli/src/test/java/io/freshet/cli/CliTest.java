package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  private static final List<List<String>> VERBS =
      List.of(
          List.of("demo"),
          List.of("stack"),
          List.of("stack", "up"),
          List.of("stack", "down"),
          List.of("stack", "status"),
          List.of("validate"),
          List.of("run"),
          List.of("get"),
          List.of("serve"),
          List.of("verify"),
          List.of("training-set"),
          List.of("table"),
          List.of("table", "history"),
          List.of("table", "optimize"),
          List.of("table", "vacuum"),
          List.of("table", "restore"),
          List.of("bench"));

  private final TestingConsole console = TestingConsole.plain();

  @TestFactory
  Stream<DynamicTest> everyVerbHasHelpWithAnExampleAndJson() {
    return VERBS.stream()
        .map(
            verb ->
                DynamicTest.dynamicTest(
                    String.join(" ", verb),
                    () -> {
                      TestingConsole own = TestingConsole.plain();
                      String[] arguments =
                          Stream.concat(verb.stream(), Stream.of("--help")).toArray(String[]::new);
                      assertThat(own.run(arguments)).isZero();
                      assertThat(own.out()).contains("Example", "./freshet " + verb.get(0));
                      assertThat(own.out()).contains("--json", "--log");
                    }));
  }

  @Test
  void helpNamesAllVerbsAndExitCodes() {
    assertThat(console.run("--help")).isZero();
    assertThat(console.out())
        .contains(
            "demo", "stack", "validate", "run", "get", "serve", "verify", "training-set", "table")
        .contains("bench")
        .contains("Exit codes: 0 done, 1 the input is at fault, 2 something failed.");
  }

  @Test
  void wrongArgumentsAreTheInputsFault() {
    assertThat(console.run("demo", "--rate", "fast")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("freshet demo: ", "'fast'", "See freshet demo --help.");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void aMissingVerbIsTheInputsFault() {
    assertThat(console.run()).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("a verb is missing");
  }

  @Test
  void durationsHaveAUnit() {
    assertThat(console.run("demo", "--duration", "60")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("'60' is no duration; write a number and ms, s, m, h or d");
  }

  @Test
  void aDemoNeedsUsers() {
    assertThat(console.run("demo", "--users", "0")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("at least 1 user, not 0");
  }

  @Test
  void aMissingFileOfDataIsTheInputsFault() {
    assertThat(console.run("demo", "--data", "no-such-file.csv")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("there is no file no-such-file.csv that can be read");
  }

  @Test
  void aMissingEnvironmentFileIsNamedWithARemedy(@TempDir Path folder) {
    Path file = folder.resolve("no.yaml");
    assertThat(console.run("get", "shop/users", "user_id=u1", "--env", file.toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(console.err())
        .contains("there is no environment file " + file, "./freshet stack up --env");
  }

  @Test
  void freshAndRestoreExcludeEachOther() {
    assertThat(console.run("run", "x", "--env", "e", "--fresh", "--restore", "p"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("mutually exclusive");
  }

  @Test
  void withJsonAFaultIsTheLastLineOfStandardOutput() throws Exception {
    assertThat(console.run("validate", "--json")).isEqualTo(ExitCode.INPUT);
    JsonNode error = new ObjectMapper().readTree(console.lastLine()).required("error");
    assertThat(error.required("exit").asInt()).isEqualTo(ExitCode.INPUT);
    assertThat(error.required("message").asText()).contains("DEFS");
  }

  @Test
  void withoutBenchmarksBenchSaysHowToGetThem() {
    assertThat(console.run("bench")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("start it as ./freshet bench");
  }
}
