package io.freshet.defs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.fault.FaultKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Faulty folders give the expected messages, sound ones the expected plan. */
class DefinitionCasesTest {
  /** Found in places that no folder of definitions can hold; other tests have them. */
  private static final Set<FaultKind> ELSEWHERE =
      Set.of(FaultKind.FOLDER_UNREADABLE, FaultKind.FILE_UNREADABLE, FaultKind.SEVERAL_DOCUMENTS);

  @TestFactory
  Stream<DynamicTest> faultyFolderGivesTheExpectedFaults() {
    return cases(Cases.FAULTS, "expected.txt");
  }

  @TestFactory
  Stream<DynamicTest> soundFolderGivesTheExpectedPlan() {
    return cases(Cases.GOOD, "plan.txt");
  }

  @TestFactory
  Stream<DynamicTest> examplesGiveTheExpectedPlan() {
    Path plans = Path.of("src/test/resources/examples");
    return Cases.EXAMPLES.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.toString(),
                    () -> Cases.check(plans.resolve(folder), "plan.txt", Cases.outcome(folder))));
  }

  @Test
  void everyCodeOccursInACase() {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(FaultKind.values())
        .filter(kind -> !ELSEWHERE.contains(kind))
        .forEach(kind -> codes.add(kind.code()));
    Set<String> seen = new TreeSet<>();
    for (Path folder : Cases.in(Cases.FAULTS)) {
      Cases.compile(folder).faults().forEach(fault -> seen.add(fault.code()));
    }
    assertThat(seen).isEqualTo(codes);
  }

  @Test
  void everyMessageSaysWhatIsWrongAndWhatToDo() {
    for (Path folder : Cases.in(Cases.FAULTS)) {
      assertThat(Cases.compile(folder).faults())
          .allSatisfy(fault -> assertThat(fault.message()).matches("[^;\\n]+; [^;\\n]+"));
    }
  }

  private static Stream<DynamicTest> cases(Path folder, String expected) {
    return Cases.in(folder).stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.getFileName().toString(),
                    () -> Cases.check(path, expected, Cases.outcome(path))));
  }
}
