package io.freshet.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.freshet.engine");

  @Test
  void engineDependsOnSchemasAndPlansOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.math",
            "java.nio..",
            "java.time",
            "java.util..",
            "org.apache.datasketches..",
            "org.jspecify.annotations",
            "io.freshet.schemas",
            "io.freshet.defs.plan",
            "io.freshet.engine..")
        .check(ENGINE);
  }

  @Test
  void onlyAggregatesKnowSketches() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.freshet.engine.aggregate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.datasketches..")
        .check(ENGINE);
  }

  @Test
  void engineDoesNoInputAndOutput() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..")
        .check(ENGINE);
  }

  @Test
  void engineKnowsNoWallClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(ENGINE);
  }

  @Test
  void aggregatesKnowNothingOfTheirUsers() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.engine.aggregate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.freshet.engine")
        .check(ENGINE);
  }

  @Test
  void naiveEvaluatorSharesNothingWithTheEngine() {
    noClasses()
        .that()
        .haveSimpleNameStartingWith("Naive")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.freshet\\.engine\\.(?!Naive|Event\\b).*")
        .check(ENGINE);
  }
}
