package io.freshet.cli;

import io.freshet.local.demo.ShopDemoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet demo}. */
@Command(
    name = "demo",
    description = {
      "Starts everything on this machine, feeds it 90 simulated days of a shop and then live "
          + "events, shows how fresh the features are, and compares every entity with the naive "
          + "evaluator.",
      "Nothing stays, unless --keep says so. Exit code 2 if something differs."
    },
    footer = {
      "",
      "Examples:",
      "  ./freshet demo",
      "  ./freshet demo --duration 5m --rate 2000 --users 50000",
      "  ./freshet demo --data online_retail_2010_2011.csv.gz"
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Length of the live phase; ${DEFAULT-VALUE} unless told.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Live events per second; ${DEFAULT-VALUE} unless told.")
  private double rate;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Number of users; ${DEFAULT-VALUE} unless told.")
  private int users;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all chance.")
  private long seed;

  @Option(
      names = "--keep",
      description = "Leave the servers running with all data, and say where they are.")
  private boolean keep;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Replay a file of UCI's \"Online Retail\" data set (csv or csv.gz) instead of a "
              + "simulated shop.")
  private @Nullable Path data;

  DemoCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    DemoService service = new DemoService(console, session, keep);
    Path file = data;
    if (file == null) {
      return console.show(service.shop(shop()), common);
    }
    if (!Files.isReadable(file)) {
      throw new InputException("there is no file " + file + " that can be read");
    }
    return console.show(service.retail(file), common);
  }

  private ShopDemoOptions shop() {
    try {
      return new ShopDemoOptions(users, rate, duration, seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }
}
