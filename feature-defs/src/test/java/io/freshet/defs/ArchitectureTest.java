package io.freshet.defs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of this module and the one way between them. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.freshet.defs");

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.freshet.defs.(*)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void planAndContractsKnowNothingOfTheirMaking() {
    noClasses()
        .that()
        .resideInAnyPackage("io.freshet.defs.plan", "io.freshet.defs.check")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.freshet.defs",
            "io.freshet.defs.fault",
            "io.freshet.defs.yaml",
            "io.freshet.defs.language",
            "io.freshet.defs.model",
            "io.freshet.defs.read",
            "io.freshet.defs.compile",
            "io.freshet.defs.env")
        .check(CLASSES);
  }

  @Test
  void flinkIsElsewhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void yamlStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.freshet.defs.yaml")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CLASSES);
  }
}
