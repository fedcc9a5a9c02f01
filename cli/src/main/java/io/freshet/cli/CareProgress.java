package io.freshet.cli;

import java.util.List;

/** Shows how far work on a table is, and stops it when the process is told to end. */
final class CareProgress implements AutoCloseable {
  private final Session session;
  private final LiveText live;

  CareProgress(Console console, Session session) {
    this.session = session;
    this.live = new LiveText(console);
  }

  void show(String line) {
    live.show(List.of(line));
    if (session.isInterrupted()) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes what is shown. */
  @Override
  public void close() {
    live.close();
  }
}
