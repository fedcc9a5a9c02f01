package io.freshet.jobs.training.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time from left to right, in UTC. */
final class TimeAxis {
  private static final int MOST_TICKS = 8;
  private static final List<Long> STEPS =
      List.of(
          Figures.MINUTE,
          5 * Figures.MINUTE,
          15 * Figures.MINUTE,
          Figures.HOUR,
          3 * Figures.HOUR,
          6 * Figures.HOUR,
          12 * Figures.HOUR,
          Figures.DAY,
          2 * Figures.DAY,
          7 * Figures.DAY,
          14 * Figures.DAY);
  private static final List<Integer> MONTHS = List.of(1, 2, 3, 6, 12, 24, 60, 120, 600);

  private final long from;
  private final long to;
  private final double left;
  private final double right;

  /**
   * @param from time at the left
   * @param to time at the right
   */
  TimeAxis(long from, long to, double left, double right) {
    this.from = from;
    this.to = Math.max(to, from + 1);
    this.left = left;
    this.right = right;
  }

  /** Where a time is. */
  double x(long time) {
    return left + (right - left) * ((double) (time - from) / (to - from));
  }

  /** Round times, as many as have room. */
  List<Plot.Tick> ticks() {
    for (long step : STEPS) {
      if ((to - from) / step < MOST_TICKS) {
        return ticks(step);
      }
    }
    for (int months : MONTHS) {
      List<Plot.Tick> ticks = months(months);
      if (ticks.size() <= MOST_TICKS) {
        return ticks;
      }
    }
    return List.of(tick(from), tick(to));
  }

  private List<Plot.Tick> ticks(long step) {
    List<Plot.Tick> ticks = new ArrayList<>();
    for (long time = -Math.floorDiv(-from, step) * step; time <= to; time += step) {
      String label = step >= Figures.DAY ? Figures.date(time) : Figures.time(time);
      ticks.add(new Plot.Tick(x(time), label));
    }
    return ticks;
  }

  private List<Plot.Tick> months(int step) {
    LocalDate start = Instant.ofEpochMilli(from).atZone(ZoneOffset.UTC).toLocalDate();
    int month = Math.floorDiv(start.getYear() * 12 + start.getMonthValue() - 1, step) * step;
    List<Plot.Tick> ticks = new ArrayList<>();
    while (true) {
      long time =
          YearMonth.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1)
              .atDay(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .toEpochMilli();
      if (time > to || ticks.size() > MOST_TICKS) {
        return ticks;
      }
      if (time >= from) {
        ticks.add(tick(time));
      }
      month += step;
    }
  }

  private Plot.Tick tick(long time) {
    return new Plot.Tick(x(time), Figures.date(time));
  }
}
