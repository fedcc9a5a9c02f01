package io.freshet.cli;

import io.freshet.defs.Compiled;
import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.env.EnvironmentException;
import io.freshet.jobs.RegistrySubjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles definitions only to see what is wrong with them. */
final class Validation {
  private final ExpressionTyper typer;

  Validation(ExpressionTyper typer) {
    this.typer = typer;
  }

  /**
   * Checks a folder.
   *
   * @param environment the environment file, itself checked too
   */
  ValidateAnswer validate(Path definitions, Optional<Path> environment) {
    SubjectSchemas subjects;
    try {
      subjects = environment.isPresent() ? registry(environment.get()) : Validation::nowhere;
    } catch (EnvironmentException e) {
      return ValidateAnswer.of(definitions, new Compiled(null, e.faults()));
    }
    return ValidateAnswer.of(
        definitions, new DefinitionCompiler(typer, subjects, System.getenv()).compile(definitions));
  }

  private static SubjectSchemas registry(Path environment) throws EnvironmentException {
    return RegistrySubjects.of(EnvironmentOption.load(environment));
  }

  private static String nowhere(String subject) throws IOException {
    throw new IOException("no environment was given to look it up in; add --env FILE");
  }
}
