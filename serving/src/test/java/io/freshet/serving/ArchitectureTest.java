package io.freshet.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The client is there without the gateway, and both without Flink. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.freshet.serving");

  @Test
  void theClientKnowsNoGateway() {
    noClasses()
        .that()
        .resideInAPackage("io.freshet.serving")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.freshet.serving.gateway..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void flinkAndDefinitionsAreElsewhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "io.freshet.defs..")
        .check(CLASSES);
  }

  @Test
  void answersKnowNoNetwork() {
    noClasses()
        .that()
        .haveNameMatching(".*\\.gateway\\.(GatewayService|Reads|Views|Feast.*|.*Answer|Body)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }
}
