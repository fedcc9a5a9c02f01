package io.freshet.defs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.plan.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionCompilerTest {
  @TempDir Path folder;

  @Test
  void aFolderThatIsMissingIsAFault() {
    assertThat(Cases.compile(folder.resolve("none")).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("folder-unreadable");
              assertThat(fault.toString())
                  .startsWith(".:1:1: the folder '")
                  .endsWith(
                      "cannot be read: it does not exist; name a folder that exists and may be"
                          + " read");
            });
  }

  @Test
  void aFileInPlaceOfAFolderIsAFault() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "kind: Entity\n");
    assertThat(Cases.compile(file).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("it is no folder"));
  }

  @Test
  void aFileThatIsNotTextIsAFaultAndTheOthersAreRead() throws IOException {
    Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.writeString(folder.resolve("b.yaml"), "kind: Entity\nname: user\n");
    assertThat(Cases.compile(folder).faults())
        .extracting(Fault::toString)
        .containsExactly(
            "a.yaml:1:1: the file cannot be read: it is not UTF-8; give a file of UTF-8 text that"
                + " exists and may be read",
            "b.yaml:1:1: entity 'user' has no 'keys'; add it, such as 'keys: {user_id: string}'");
  }

  @Test
  void deepNestingAndAliasesDoNoHarm() throws IOException {
    Files.writeString(folder.resolve("deep.yaml"), "a: " + "[".repeat(20_000));
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    Files.writeString(folder.resolve("wide.yaml"), bomb);
    Files.writeString(folder.resolve("loop.yaml"), "kind: Source\nname: &x [*x]\n");
    assertThat(Cases.compile(folder).faults())
        .extracting(Fault::code)
        .containsExactly("yaml-syntax", "yaml-syntax", "yaml-syntax");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "\uFEFFkind: Entity\nname: user\nkey: x\n");
    assertThat(Cases.compile(folder).faults())
        .anySatisfy(fault -> assertThat(fault.toString()).startsWith("a.yaml:3:1: "));
  }

  @Test
  void linesOfWindowsAreCountedOnce() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "kind: Entity\r\nname: user\r\nkey: x\r\n");
    assertThat(Cases.compile(folder).faults())
        .anySatisfy(fault -> assertThat(fault.toString()).startsWith("a.yaml:3:1: "));
  }

  @Test
  void theTyperIsAskedOncePerSource() {
    List<String> asked = new ArrayList<>();
    ExpressionTyper typer =
        new ExpressionTyper() {
          @Override
          public List<Result> type(List<Column> columns, List<String> expressions) {
            asked.add(columns.get(0).name());
            return new TestingExpressionTyper().type(columns, expressions);
          }
        };
    Compiled compiled =
        new DefinitionCompiler(typer, subject -> "", Map.of()).compile(Path.of("shop"));
    assertThat(compiled.faults()).isEmpty();
    String derived = "events_7d";
    assertThat(asked).containsExactlyInAnyOrder("event_id", "order_id", derived, derived);
  }

  @Test
  void theTyperIsAskedOncePerDepthOfDerivedFeatures() {
    List<Integer> asked = new ArrayList<>();
    ExpressionTyper typer =
        new ExpressionTyper() {
          @Override
          public List<Result> type(List<Column> columns, List<String> expressions) {
            asked.add(expressions.size());
            return new TestingExpressionTyper().type(columns, expressions);
          }
        };
    Compiled compiled =
        new DefinitionCompiler(typer, subject -> "", Map.of())
            .compile(Cases.GOOD.resolve("derived"));
    assertThat(compiled.faults()).isEmpty();
    assertThat(asked).containsExactly(3, 6, 3, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "src/test/resources/good/derived"})
  void aPlanIsSerializable(String folder) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(Cases.compile(Path.of(folder)).orThrow());
    }
  }

  @Test
  void faultsInPlaceOfAPlanAreThrown() {
    assertThatThrownBy(() -> Cases.compile(folder).orThrow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds no definitions");
  }
}
