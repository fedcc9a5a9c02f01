package io.freshet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the {@code freshet} command. */
@Command(
    name = "freshet",
    description = "Streaming feature platform on Flink.",
    mixinStandardHelpOptions = true,
    version = "freshet 0.1.0")
public final class Main implements Runnable {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
