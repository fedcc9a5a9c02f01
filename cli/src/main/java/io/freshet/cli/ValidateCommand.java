package io.freshet.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet validate}. */
@Command(
    name = "validate",
    description = "Finds all faults of a folder of definitions, faulty expressions included.",
    footer = {"", "Example:", "  ./freshet validate feature-defs/shop"})
final class ValidateCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DEFS", description = "A folder of definitions.")
  private Path definitions = Path.of("");

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description = "The environment file; needed where schemas come from the registry.")
  private @Nullable Path environment;

  ValidateCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() {
    Validation validation = new Validation(new LazyTyper(console, session));
    return console.show(validation.validate(definitions, Optional.ofNullable(environment)), common);
  }
}
