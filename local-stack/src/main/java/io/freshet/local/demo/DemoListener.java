package io.freshet.local.demo;

/** Hears what a demo does. Calls come one after the other, from several threads. */
public interface DemoListener {

  /** A step of the demo. */
  enum Phase {
    START,
    HISTORY,
    LIVE,
    SETTLE,
    CHECK
  }

  /**
   * A phase begins.
   *
   * @param text what it does, for people
   */
  void begins(Phase phase, String text);

  /** A detail of the phase, for people. */
  void says(String line);

  /**
   * How far the phase has come; several times a second. What this throws ends the demo in order.
   */
  void moves(DemoProgress progress);
}
