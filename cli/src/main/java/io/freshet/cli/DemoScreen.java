package io.freshet.cli;

import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.local.demo.DemoListener;
import io.freshet.local.demo.DemoProgress;
import io.freshet.local.run.RunCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Shows a demo while it runs. Thread-safe. */
final class DemoScreen implements DemoListener, AutoCloseable {
  private static final int BAR = 24;

  private final LiveText live;
  private final boolean inPlace;
  private final BooleanSupplier stopped;
  private Pace pace = new Pace();

  /**
   * A screen.
   *
   * @param stopped whether the demo is to end
   */
  DemoScreen(Console console, BooleanSupplier stopped) {
    this.stopped = stopped;
    this.live = new LiveText(console);
    this.inPlace = console.live();
  }

  @Override
  public synchronized void begins(Phase phase, String text) {
    pace = new Pace();
    live.say("== " + text);
  }

  @Override
  public synchronized void says(String line) {
    live.say("   " + line);
  }

  @Override
  public synchronized void moves(DemoProgress progress) {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("the demo was stopped");
    }
    double perSecond = pace.perSecond(progress.counts().recordsRead());
    live.show(inPlace ? lines(progress, perSecond) : List.of(line(progress, perSecond)));
  }

  private static List<String> lines(DemoProgress progress, double perSecond) {
    RunCounts counts = progress.counts();
    List<String> lines = new ArrayList<>();
    lines.add("   " + bar(progress) + "  " + time(progress));
    lines.add(
        "   events read     %15s   %s/s"
            .formatted(
                Numbers.grouped(counts.recordsRead()), Numbers.grouped(Math.round(perSecond))));
    lines.add("   rows published  %15s".formatted(Numbers.grouped(counts.rowsPublished())));
    lines.add("   expiries        %15s".formatted(Numbers.grouped(counts.expiries())));
    lines.add("   freshness       %15s".formatted(freshness(progress)));
    lines.add("   dead letters    %15s".formatted(Numbers.parts(counts.deadLetters())));
    return lines;
  }

  private static String line(DemoProgress progress, double perSecond) {
    RunCounts counts = progress.counts();
    return "   %s %s  events %s, %s/s  rows %s  expiries %s  freshness %s  dead letters %s"
        .formatted(
            progress.phase().name().toLowerCase(Locale.ROOT),
            time(progress),
            Numbers.grouped(counts.recordsRead()),
            Numbers.grouped(Math.round(perSecond)),
            Numbers.grouped(counts.rowsPublished()),
            Numbers.grouped(counts.expiries()),
            freshness(progress),
            Numbers.parts(counts.deadLetters()));
  }

  /** Replayed history waits in Kafka for its turn, so its freshness says nothing. */
  private static String freshness(DemoProgress progress) {
    LatencySummary freshness = progress.counts().freshness();
    return progress.phase() == Phase.HISTORY ? "-" : ProgressText.freshness(freshness);
  }

  private static String time(DemoProgress progress) {
    String elapsed = seconds(progress.elapsed());
    return progress.planned().isZero() ? elapsed : elapsed + "/" + seconds(progress.planned());
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  /** How far a phase is: by time where that is planned, else by records. */
  private static String bar(DemoProgress progress) {
    double done =
        progress.planned().isZero()
            ? progress.counts().recordsRead() / (double) Math.max(1, progress.target())
            : progress.elapsed().toMillis() / (double) progress.planned().toMillis();
    int full = (int) Math.round(BAR * Math.max(0, Math.min(1, done)));
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  @Override
  public synchronized void close() {
    live.close();
  }
}
