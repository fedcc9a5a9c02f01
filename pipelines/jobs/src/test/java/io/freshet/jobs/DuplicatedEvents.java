package io.freshet.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two files of events in which many come again, and the same without those that are duplicates, as
 * the definition of a duplicate says it literally.
 */
final class DuplicatedEvents {
  static final long WITHIN = Duration.ofHours(6).toMillis();
  private static final long START = Duration.ofDays(19_000).toMillis();
  private static final int FILES = 2;
  private static final int EVENTS = 1_500;
  private static final String HEADER = "user_id,number,amount,at\n";

  private final Random random = new Random(11);
  private int duplicates;
  private int failing;

  /** An event as a line of the file; {@code number} is its id, empty for none. */
  private record Line(String user, String number, int amount, long at) {
    @Override
    public String toString() {
      return user + "," + number + "," + amount + "," + at + "\n";
    }
  }

  /** How many lines are duplicates. */
  int duplicates() {
    return duplicates;
  }

  /** How many lines have an id that cannot be evaluated. */
  int failing() {
    return failing;
  }

  void write(Path repeated, Path once) throws IOException {
    for (int file = 0; file < FILES; file++) {
      List<Line> lines = lines(file);
      write(repeated.resolve(file + ".csv"), lines);
      write(once.resolve(file + ".csv"), withoutDuplicates(lines));
    }
  }

  private static void write(Path file, List<Line> lines) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    lines.forEach(text::append);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Mostly in order of time; an id is mostly repeated soon, sometimes after its time. */
  private List<Line> lines(int file) {
    List<Line> lines = new ArrayList<>();
    long time = START;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(9_000_000);
      long at = random.nextInt(20) == 0 ? time - random.nextInt(500_000_000) : time;
      String user = "u" + (file + FILES * random.nextInt(10));
      String number = file + FILES * i + "";
      if (random.nextInt(40) == 0) {
        number = "";
      } else if (random.nextInt(100) == 0) {
        number = "none";
        failing++;
      }
      lines.add(new Line(user, number, random.nextInt(50), at));
      if (random.nextInt(3) == 0) {
        Line again = lines.get(lines.size() - 1 - random.nextInt(Math.min(lines.size(), 12)));
        failing += again.number().equals("none") ? 1 : 0;
        lines.add(again);
      }
    }
    return lines;
  }

  private List<Line> withoutDuplicates(List<Line> lines) {
    List<Line> counted = new ArrayList<>();
    Map<String, List<Long>> clocks = new HashMap<>();
    long clock = Long.MIN_VALUE;
    for (Line line : lines) {
      clock = Math.max(clock, line.at());
      long now = clock;
      List<Long> earlier = clocks.computeIfAbsent(line.number(), id -> new ArrayList<>());
      if (line.number().isEmpty()) {
        counted.add(line);
      } else if (earlier.stream().anyMatch(before -> Math.abs(now - before) <= WITHIN)) {
        duplicates += line.number().equals("none") ? 0 : 1;
      } else if (!line.number().equals("none")) {
        earlier.add(now);
        counted.add(line);
      }
    }
    return counted;
  }
}
