package io.freshet.bench.online;

import io.freshet.bench.Figures;
import io.freshet.bench.online.Pace.Latency;
import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import io.freshet.local.processes.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench online}. */
@Command
public final class OnlineBenchmark implements Benchmark {

  /** What can be measured by itself. */
  enum Part {
    MEMORY,
    WRITES,
    READS,
    DECODE
  }

  @Option(
      names = "--entities",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Entities in Redis; ${DEFAULT-VALUE} unless told.")
  private int entities;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Runs of all but memory; medians are shown. ${DEFAULT-VALUE} unless told.")
  private int runs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Length of a run of reads; ${DEFAULT-VALUE} unless told.")
  private int seconds;

  @Option(
      names = "--parts",
      paramLabel = "NAME",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  private final Map<String, Number> figures = new LinkedHashMap<>();
  private final List<List<String>> table = new ArrayList<>();

  /** For {@link java.util.ServiceLoader}. */
  public OnlineBenchmark() {}

  @Override
  public String name() {
    return "online";
  }

  @Override
  public String description() {
    return "What rows of 847 features take in Redis, and what writing and reading them costs.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    OnlineData data = OnlineData.make(entities, progress);
    try (RedisServer redis = RedisServer.start(directory)) {
      String uri = redis.uri();
      if (parts.contains(Part.MEMORY)) {
        memory(data, uri, progress);
      }
      if (parts.contains(Part.WRITES)) {
        writes(data, uri, progress);
      }
      if (parts.contains(Part.READS)) {
        reads(data, uri, progress);
      }
    }
    if (parts.contains(Part.DECODE)) {
      decode(data);
    }
    return new BenchmarkReport(name(), figures, List.of("what", "value", "unit"), table);
  }

  private void memory(OnlineData data, String uri, Consumer<String> progress)
      throws InterruptedException {
    MemoryPart part = new MemoryPart(data, entities, progress);
    Map<StoredForm, Double> dense = part.measure(uri, "dense", data.dense());
    Map<StoredForm, Double> typical = part.measure(uri, "typical", data.typical());
    dense.forEach((form, bytes) -> row("dense, " + label(form), bytes, "bytes an entity"));
    typical.forEach((form, bytes) -> row("typical, " + label(form), bytes, "bytes an entity"));
    figure("memory_dense", of(dense, StoredForm.FEAST) / of(dense, StoredForm.PACKED));
    figure("memory_typical", of(typical, StoredForm.FEAST) / of(typical, StoredForm.PACKED));
    figure("row_bytes_typical", of(typical, StoredForm.PACKED));
  }

  private static double of(Map<StoredForm, Double> bytes, StoredForm form) {
    return bytes.getOrDefault(form, Double.NaN);
  }

  private void writes(OnlineData data, String uri, Consumer<String> progress)
      throws InterruptedException {
    WritePart part = new WritePart(data, entities);
    List<Double> plain = new ArrayList<>();
    List<Double> guarded = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      plain.add(part.plain(uri));
      guarded.add(part.guarded(uri));
      progress.accept(
          "run %d of %d: SET %,.0f rows/s, guarded %,.0f rows/s"
              .formatted(run, runs, plain.get(run - 1), guarded.get(run - 1)));
    }
    row("plain SET", median(plain), "rows/s");
    row("guarded writes", median(guarded), "rows/s");
    figure("guarded_writes", median(guarded) / median(plain));
  }

  private void reads(OnlineData data, String uri, Consumer<String> progress)
      throws InterruptedException, IOException {
    try (ReadPart part = new ReadPart(data, entities, seconds, uri)) {
      part.fill(uri);
      Map<String, List<Latency>> all = new LinkedHashMap<>();
      progress.accept("warming up");
      part.bareGet();
      part.client();
      part.gateway();
      part.gateway();
      for (int run = 1; run <= runs; run++) {
        keep(all, "GET", part.bareGet());
        keep(all, "Java client", part.client());
        keep(all, "gateway", part.gateway());
        keep(all, "MGET of 100", part.bareGetMany());
        keep(all, "Java client, 100 entities", part.clientMany());
        progress.accept("run %d of %d of reads".formatted(run, runs));
      }
      all.forEach(
          (what, latencies) -> {
            row(what + ", p50", median(latencies.stream().map(Latency::p50).toList()), "us");
            row(what + ", p99", median(latencies.stream().map(Latency::p99).toList()), "us");
          });
      figure("read_client", p99(all, "Java client") / p99(all, "GET"));
      figure("read_gateway", p99(all, "gateway") / p99(all, "Java client"));
      figure("read_client_100", p99(all, "Java client, 100 entities") / p99(all, "MGET of 100"));
    }
  }

  private static void keep(Map<String, List<Latency>> all, String what, Latency latency) {
    all.computeIfAbsent(what, name -> new ArrayList<>()).add(latency);
  }

  private static double p99(Map<String, List<Latency>> all, String what) {
    return median(all.getOrDefault(what, List.of()).stream().map(Latency::p99).toList());
  }

  private void decode(OnlineData data) {
    DecodePart part = new DecodePart(data);
    List<Double> dense = new ArrayList<>();
    List<Double> typical = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      dense.add(part.microseconds(data.dense()));
      typical.add(part.microseconds(data.typical()));
    }
    row("20 of 847 features, dense", median(dense), "us");
    row("20 of 847 features, typical", median(typical), "us");
    figure("decode_us", median(dense));
    figure("decode_us_typical", median(typical));
  }

  private void figure(String name, double value) {
    figures.put(name, Figures.rounded(value));
  }

  private void row(String what, double value, String unit) {
    table.add(
        List.of(what, String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value), unit));
  }

  private static String label(StoredForm form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
