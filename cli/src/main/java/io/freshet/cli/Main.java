package io.freshet.cli;

/** Entry of the {@code freshet} command. */
public final class Main {
  private Main() {}

  /** Runs a verb and ends this process with its exit code: 0 done, 1 input at fault, 2 failed. */
  public static void main(String[] arguments) {
    int exitCode;
    try (Session session = Session.open()) {
      exitCode = Cli.of(Console.system(), session).execute(arguments);
    }
    System.exit(exitCode);
  }
}
