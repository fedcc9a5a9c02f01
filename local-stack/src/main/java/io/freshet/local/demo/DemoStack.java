package io.freshet.local.demo;

import io.freshet.defs.env.Environment;
import io.freshet.defs.env.EnvironmentException;
import io.freshet.local.processes.DetachedStack;
import io.freshet.local.processes.LocalStack;
import io.freshet.local.processes.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The servers of a demo: those that end with it, or those that stay. */
public final class DemoStack implements AutoCloseable {
  private final Path directory;
  private final Path environmentFile;
  private final Environment environment;
  private final Optional<LocalStack> passing;

  private DemoStack(Path directory, String yaml, Optional<LocalStack> passing) {
    this.directory = directory;
    this.environmentFile = directory.resolve("environment.yaml");
    this.passing = passing;
    try {
      Files.writeString(environmentFile, yaml);
      this.environment = Environment.load(environmentFile, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + environmentFile, e);
    } catch (EnvironmentException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts servers that end with {@link #close()} or this process.
   *
   * @param directory where their data are; it stays, for the caller to delete
   */
  public static DemoStack passing(Path directory, Consumer<String> progress) {
    LocalStack stack =
        LocalStack.start(StackOptions.DEFAULT.withDirectory(directory).withProgress(progress));
    try {
      return new DemoStack(stack.directory(), stack.environmentYaml(), Optional.of(stack));
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /**
   * Starts servers that stay, without any data of before.
   *
   * @param directory where their data are; servers that run there are stopped first
   */
  public static DemoStack staying(Path directory, Consumer<String> progress) {
    DetachedStack stack = DetachedStack.in(directory);
    stack.down();
    stack.upFresh(progress);
    return new DemoStack(stack.directory(), stack.environmentYaml(), Optional.empty());
  }

  /** Where the data are. */
  public Path directory() {
    return directory;
  }

  /** The environment file that other commands take. */
  public Path environmentFile() {
    return environmentFile;
  }

  /** Where the servers are. */
  public Environment environment() {
    return environment;
  }

  /** Stops the servers, unless they are to stay. */
  @Override
  public void close() {
    passing.ifPresent(LocalStack::close);
  }
}
