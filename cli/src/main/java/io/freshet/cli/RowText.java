package io.freshet.cli;

import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.sinks.redis.client.OnlineRow;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row as people read it. */
final class RowText {
  /** How the name of a feature ends whose window is not named otherwise. */
  private static final Pattern WINDOW = Pattern.compile("_(\\d+(?:ms|s|m|h|d))$");

  private final OnlineRow row;
  private final long now;

  /**
   * A row.
   *
   * @param now the wall clock, UTC milliseconds
   */
  RowText(OnlineRow row, long now) {
    this.row = row;
    this.now = now;
  }

  /** Prints the row with all its features and ages. */
  void print(String view, String key, PrintStream out) {
    out.println(view + "  " + key);
    new TextTable("  ")
        .row("as of", time(row.featureTimestamp()))
        .row("readable since", time(row.availableAt()))
        .row(
            "sequence",
            Numbers.grouped(row.sequence()) + " events in generation " + row.generation())
        .print(out);
    out.println();
    TextTable table = new TextTable("  ");
    for (Field feature : row.layout().layout().features()) {
      table.row(
          feature.name(),
          Values.text(feature.type(), row.values().get(feature.name())),
          incomplete(row.layout(), feature.name()).orElse(""));
    }
    for (PublishedAge age : row.layout().ages()) {
      table.row(age.name(), age(age), "of " + age.feature() + ", now");
    }
    table.print(out);
  }

  private String age(PublishedAge age) {
    Long units = row.ages().get(age.name());
    return units == null ? "NULL" : units + " " + age.unit().name().toLowerCase(Locale.ROOT);
  }

  private String time(long instant) {
    Duration age = Duration.ofMillis(Math.abs(now - instant));
    return Instant.ofEpochMilli(instant)
        + " ("
        + Durations.format(age)
        + (instant <= now ? " ago)" : " from now)");
  }

  /** What to know of a feature whose window reaches further back than its events. */
  private Optional<String> incomplete(PublishedLayout layout, String feature) {
    Long since = layout.completeFrom().get(feature);
    if (since == null) {
      return Optional.of("not known to be complete");
    }
    Matcher window = WINDOW.matcher(feature);
    boolean whole =
        window.find()
            && row.featureTimestamp() - Durations.parse(window.group(1)).toMillis() >= since;
    return whole ? Optional.empty() : Optional.of("events since " + Instant.ofEpochMilli(since));
  }
}
