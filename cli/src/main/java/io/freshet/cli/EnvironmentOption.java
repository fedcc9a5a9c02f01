package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.defs.env.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The environment file of verbs that cannot do without. */
final class EnvironmentOption {
  @Option(
      names = "--env",
      required = true,
      paramLabel = "FILE",
      description = "The environment file: where brokers, registry and stores are.")
  private Path file = Path.of("");

  /** The file as it was given. */
  Path file() {
    return file;
  }

  /** Reads the file. */
  Environment load() throws EnvironmentException {
    return load(file);
  }

  /** Reads a file. */
  static Environment load(Path file) throws EnvironmentException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "there is no environment file "
              + file
              + "; './freshet stack up --env "
              + file
              + "' starts a local stack and writes it");
    }
    return Environment.load(file, System.getenv());
  }
}
