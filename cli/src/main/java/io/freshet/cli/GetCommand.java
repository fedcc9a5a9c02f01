package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet get}. */
@Command(
    name = "get",
    description = {
      "The online row of an entity.",
      "Exit code 1 if there is none: the entity was never seen, or is forgotten."
    },
    footer = {"", "Example:", "  ./freshet get shop/user_engagement user_id=u7 --env local.yaml"})
final class GetCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(
      index = "0",
      paramLabel = "VIEW",
      description =
          "The feature view, as PIPELINE/VIEW. VIEW alone will do where one pipeline of the "
              + "environment has it.")
  private String view = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = "The entity's join keys, in any order.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "The pipeline, if it does not stand before the view.")
  private @Nullable String pipeline;

  GetCommand(Console console, Session session) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException {
    ViewName name = ViewName.parse(view, pipeline);
    return console.show(Lookup.in(environment.load()).get(name, keys), common);
  }
}
