package io.freshet.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose output can be read. */
final class TestingConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final boolean live;

  private TestingConsole(boolean live) {
    this.live = live;
  }

  static TestingConsole plain() {
    return new TestingConsole(false);
  }

  static TestingConsole terminal() {
    return new TestingConsole(true);
  }

  Console console() {
    return new Console(stream(out), stream(err), live, 80);
  }

  PrintStream outStream() {
    return stream(out);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  String lastLine() {
    String[] lines = out().split("\n", -1);
    return lines[lines.length - 2];
  }

  /** Runs the command line. */
  int run(String... arguments) {
    try (Session session = Session.open()) {
      return run(session, arguments);
    }
  }

  /** Runs the command line in a session that stays open, as Flink's planner needs its files. */
  int run(Session session, String... arguments) {
    return Cli.of(console(), session).execute(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
