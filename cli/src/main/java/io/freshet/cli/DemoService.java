package io.freshet.cli;

import io.freshet.local.demo.DemoListener.Phase;
import io.freshet.local.demo.DemoReport;
import io.freshet.local.demo.DemoStack;
import io.freshet.local.demo.RetailDemo;
import io.freshet.local.demo.ShopDemo;
import io.freshet.local.demo.ShopDemoOptions;
import io.freshet.local.processes.DetachedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a demo on servers that end with it, or on servers that stay. */
final class DemoService {
  private static final String HOME = "freshet.home";

  private final Console console;
  private final Session session;
  private final boolean keep;

  /**
   * Demos.
   *
   * @param keep whether servers and data stay
   */
  DemoService(Console console, Session session, boolean keep) {
    this.console = console;
    this.session = session;
    this.keep = keep;
  }

  private interface Demo {
    DemoReport run(DemoStack stack) throws IOException, InterruptedException;
  }

  /** A simulated shop. */
  DemoAnswer shop(ShopDemoOptions options) throws IOException, InterruptedException {
    Path definitions = definitions("shop");
    DemoScreen screen = new DemoScreen(console, session::isInterrupted);
    return run(screen, definitions, stack -> new ShopDemo(options, definitions, screen).run(stack));
  }

  /** A real shop. */
  DemoAnswer retail(Path data) throws IOException, InterruptedException {
    Path definitions = definitions("retail");
    DemoScreen screen = new DemoScreen(console, session::isInterrupted);
    return run(screen, definitions, stack -> new RetailDemo(data, definitions, screen).run(stack));
  }

  private DemoAnswer run(DemoScreen screen, Path definitions, Demo demo)
      throws IOException, InterruptedException {
    Path temporary = session.temporaryFiles();
    screen.begins(Phase.START, "starting Kafka, a schema registry and Redis");
    try (screen;
        DemoStack stack = session.keep(start(temporary, screen))) {
      DemoReport report = demo.run(stack);
      screen.close();
      return new DemoAnswer(report, definitions, keep ? Optional.of(stack) : Optional.empty());
    }
  }

  private DemoStack start(Path temporary, DemoScreen screen) {
    return keep
        ? DemoStack.staying(DetachedStack.defaultDirectory().resolveSibling("demo"), screen::says)
        : DemoStack.passing(temporary.resolve("stack"), screen::says);
  }

  /** The example definitions of the checkout that the launcher stands in. */
  private static Path definitions(String name) {
    Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
    Path folder = home.resolve("feature-defs").resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "the definitions of the demo are not in "
              + folder
              + "; start ./freshet from a checkout, or name it: FRESHET_JVM=-D"
              + HOME
              + "=DIR");
    }
    Path here = Path.of("").toAbsolutePath();
    return folder.startsWith(here) ? here.relativize(folder) : folder;
  }
}
