package io.freshet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses arguments, runs a verb and turns what it throws into a message and an exit code. */
final class Cli {
  private static final String JSON = "--json";

  private final Console console;
  private final Session session;
  private final CommandLine line;

  private Cli(Console console, Session session) {
    this.console = console;
    this.session = session;
    IFactory factory = new CommandFactory(console, session);
    line = new CommandLine(FreshetCommand.class, factory);
    BenchCommand.addBenchmarks(
        Objects.requireNonNull(line.getSubcommands().get("bench")), console, session);
    // what is set here holds for the subcommands that are there already
    line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setUsageHelpWidth(Math.min(Math.max(console.width(), 80), 120))
        .registerConverter(Duration.class, Durations::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(this::failed);
  }

  static Cli of(Console console, Session session) {
    return new Cli(console, session);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  int execute(String... arguments) {
    return line.execute(arguments);
  }

  private int misused(ParameterException fault, String[] arguments) {
    CommandLine verb = fault.getCommandLine();
    String name = verb.getCommandSpec().qualifiedName();
    console.say(name + ": " + fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, verb.getErr());
    console.say("See " + name + " --help.");
    error(Arrays.asList(arguments), ExitCode.INPUT, String.valueOf(fault.getMessage()));
    return ExitCode.INPUT;
  }

  private int failed(Exception failure, CommandLine verb, ParseResult parsed) {
    console.clearHint();
    int exitCode = Failures.exitCode(failure);
    String message = Failures.message(failure);
    if (session.isInterrupted()) {
      console.say("stopped");
    } else {
      console.say(verb.getCommandSpec().qualifiedName() + ": " + message);
    }
    error(parsed.originalArgs(), exitCode, message);
    return exitCode;
  }

  private void error(List<String> arguments, int exitCode, String message) {
    if (arguments.contains(JSON)) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.putObject("error").put("exit", exitCode).put("message", message);
      console.printJson(json);
    }
  }

  /** Makes commands with the constructor that takes what they need. */
  private record CommandFactory(Console console, Session session) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(
            constructor.getParameterTypes(), new Class<?>[] {Console.class, Session.class})) {
          return type.cast(constructor.newInstance(console, session));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
