package io.freshet.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between rooms, as far as they can be seen from the job. No exceptions. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.freshet");

  @Test
  void schemasKnowNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.freshet.defs..",
            "io.freshet.engine..",
            "io.freshet.jobs..",
            "io.freshet.sinks..",
            "io.freshet.local..",
            "org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void definitionsKnowSchemasOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.defs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.freshet.engine..",
            "io.freshet.jobs..",
            "io.freshet.sinks..",
            "io.freshet.local..",
            "org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNoFlinkAndNoStore() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.freshet.jobs..",
            "io.freshet.sinks..",
            "io.freshet.local..",
            "org.apache.flink..",
            "java.io..",
            "java.nio.file..",
            "java.net..")
        .allowEmptyShould(false)
        .check(CLASSES);
  }

  @Test
  void sinksKnowSchemasAndNotWhoWritesToThem() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.sinks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.freshet.defs..", "io.freshet.engine..", "io.freshet.jobs..", "io.freshet.local..")
        .check(CLASSES);
  }

  @Test
  void aSinkKnowsNoOtherSink() {
    for (String sink : new String[] {"redis", "delta", "kafka"}) {
      for (String other : new String[] {"redis", "delta", "kafka"}) {
        if (!sink.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage("io.freshet.sinks." + sink + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.freshet.sinks." + other + "..")
              .check(CLASSES);
        }
      }
    }
  }

  @Test
  void theOnlineClientKnowsNoFlink() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.sinks.redis.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void theJobKnowsNotWhatStandsOnTopOfIt() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.freshet.local..", "io.freshet.cli..", "io.freshet.bench..")
        .check(CLASSES);
  }

  @Test
  void theLeakReportsPageKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("io.freshet.jobs.training.page..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.freshet.jobs.training.page..")
        .check(CLASSES);
  }

  @Test
  void theRowsWayHasNoWayBack() {
    String[][] downstream = {
      {"source", "intake", "sql", "dedup", "window", "derive", "topology", "verify"},
      {"intake", "sql", "dedup", "window", "derive", "topology", "verify"},
      {"sql", "dedup", "window", "derive", "topology", "verify"},
      {"dedup", "window", "derive", "topology", "verify"},
      {"window", "derive", "topology", "verify"},
      {"derive", "topology", "verify"},
      {"topology", "verify"}
    };
    for (String[] room : downstream) {
      for (int i = 1; i < room.length; i++) {
        noClasses()
            .that()
            .resideInAPackage("io.freshet.jobs." + room[0] + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.freshet.jobs." + room[i] + "..")
            .check(CLASSES);
      }
    }
  }

  @Test
  void roomsOfTheJobHaveNoCycles() {
    slices().matching("io.freshet.jobs.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
