package io.freshet.bench.windows.subject;

import io.freshet.bench.Definitions;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.WindowPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A view of the generated shop, compiled as any definition is.
 *
 * @param yaml its document
 */
record BenchView(String yaml) {
  private static final String SHOP = resource("shop.yaml");

  /** The view in a file beside {@code shop.yaml}. */
  static BenchView of(String file) {
    return new BenchView(resource(file));
  }

  /** The same with its windows filled in. */
  BenchView with(String windows) {
    return new BenchView(yaml.replace("WINDOWS", windows));
  }

  /**
   * Compiles the view.
   *
   * @param folder an empty folder for its definitions
   */
  PipelinePlan compile(Path folder) throws IOException {
    return Definitions.compile(SHOP + "---\n" + yaml, folder);
  }

  /** The step in which the windows of a view move, milliseconds: the smallest of them. */
  static long step(PipelinePlan plan) {
    return plan.views().stream()
        .flatMap(view -> view.aggregations().stream())
        .flatMap(aggregation -> aggregation.windows().stream())
        .filter(window -> !window.isLifetime())
        .mapToLong(WindowPlan::hop)
        .min()
        .orElseThrow();
  }

  private static String resource(String name) {
    try (InputStream in =
        BenchView.class.getResourceAsStream("/io/freshet/bench/windows/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
