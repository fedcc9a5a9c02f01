package io.freshet.jobs.training.page;

/** How to read the page: its words, for somebody who sees one for the first time. */
final class Guide {
  private Guide() {}

  static void draw(Markup html) {
    html.open("details", "open", "open").element("summary", "How to read this page");
    html.open("dl", "class", "guide");
    term(
        html,
        "Coverage",
        "Share of labels for which the feature has a value, that is, not NULL. A value may still be"
            + " a default.");
    term(
        html,
        "Defaults",
        "Share of labels with the value that an entity without events has: 0 for counts, what the"
            + " definition says, else NULL. Many defaults mean short windows, rare events, or"
            + " entities that were not known yet.");
    term(
        html,
        "Age",
        "The label’s time minus the feature_timestamp of the row that was used: since when the"
            + " entity’s values had stood as they were. An old value is not a wrong one: nothing"
            + " has happened since.");
    term(
        html,
        "Incomplete",
        "The feature’s window begins before complete_from, since when all events have been counted."
            + " Such a value has not seen all of its window and follows the history, not the"
            + " entity: leave these labels or this feature out, or bootstrap it from history.");
    term(
        html,
        "Would leak",
        "There is a row with feature_timestamp before the label’s time that became readable"
            + " (available_at) only at that time or later. A join on event time would use it, and"
            + " the model would be trained on what it could not have been served. This set does"
            + " not use such rows.");
    html.close().close();
  }

  private static void term(Markup html, String term, String meaning) {
    html.open("div").element("dt", term).element("dd", meaning).close();
  }
}
