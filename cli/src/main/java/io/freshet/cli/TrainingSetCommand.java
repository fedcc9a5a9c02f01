package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.defs.env.EnvironmentException;
import io.freshet.jobs.training.FeatureRequest;
import io.freshet.jobs.training.SetFormat;
import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.TrainingOptionsBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet training-set}. */
@Command(
    name = "training-set",
    description = {
      "Joins labels with the values of features just before each label's time.",
      "Labels are CSV (also .gz), Parquet (a file or a folder) or a Delta table; their columns are "
          + "passed on. Beside the set stands its manifest, from which the same set can be made "
          + "again."
    },
    footer = {
      "",
      "Examples:",
      "  ./freshet training-set feature-defs/shop --env local.yaml --labels churn.csv \\",
      "    --label-time asked_at --features user_engagement --mode logged --out churn",
      "  ./freshet training-set --manifest churn.manifest.json --env local.yaml --out churn-again"
    })
final class TrainingSetCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "DEFS", arity = "0..1", description = "A folder of definitions.")
  private @Nullable Path definitions;

  @Option(names = "--labels", paramLabel = "FILE", description = "File or folder of the labels.")
  private @Nullable String labels;

  @Option(
      names = "--label-time",
      paramLabel = "COLUMN",
      description =
          "The labels' column with their times: a timestamp, a text (ISO-8601 or yyyy-MM-dd "
              + "HH:mm:ss, UTC) or milliseconds since 1970.")
  private @Nullable String labelTime;

  @Option(
      names = "--features",
      paramLabel = "VIEW[:FEATURE,...]",
      description = "Features of a view, all of them by default; once for each view.")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "logged (the default): what was readable then, from the offline store; recomputed: from "
              + "raw events.")
  private TrainingMode mode = TrainingMode.LOGGED;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "Where the set goes; nothing may be there.")
  private String out = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "delta, parquet or csv; by default what PATH ends with (.parquet, .csv, .csv.gz), else "
              + "delta.")
  private @Nullable SetFormat format;

  @Option(
      names = "--inclusive",
      description = "Take values, too, that became known at exactly the label's time.")
  private boolean inclusive;

  @Option(
      names = "--as-of-version",
      paramLabel = "[VIEW=]N",
      description = "Read the tables, or that of a view, as they were at a version.")
  private List<String> asOfVersion = new ArrayList<>();

  @Option(
      names = "--as-of-time",
      paramLabel = "TIME",
      description = "Read the tables as they were at a time.")
  private @Nullable String asOfTime;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      description = "A row that is older than this at the label's time counts as missing.")
  private @Nullable Duration maxAge;

  @Option(
      names = "--keys",
      paramLabel = "KEY=COLUMN",
      split = ",",
      description =
          "The labels' column of a join key, where it is not called like it; VIEW.KEY=COLUMN for "
              + "one view.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(names = "--prefix", description = "Call the columns of features VIEW__FEATURE.")
  private boolean prefix;

  @Option(
      names = "--with-times",
      description = "Add for each view the columns VIEW__feature_timestamp and VIEW__available_at.")
  private boolean withTimes;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Number of parallel tasks; by default what the environment says, else one for each core.")
  private int parallelism;

  @Option(
      names = "--labels-in-memory",
      paramLabel = "N",
      description =
          "Number of labels up to which each task that reads a table holds all of them; by default "
              + "what memory allows, at most 5,000,000.")
  private int labelsInMemory;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Make the set of this manifest again. Definitions, options and, unless given, labels are "
              + "those of the manifest.")
  private @Nullable Path manifest;

  TrainingSetCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    Environment where = environment.load();
    TrainingSetService service = new TrainingSetService(console, session);
    return console.show(
        manifest == null ? make(service, where) : again(service, where, manifest), common);
  }

  private TrainingSetAnswer make(TrainingSetService service, Environment where) {
    Path folder = given(definitions, "the folder of definitions, DEFS");
    TrainingOptionsBuilder options =
        TrainingOptions.of(
                given(labels, "--labels"),
                given(labelTime, "--label-time"),
                features.stream().map(FeatureRequest::parse).toList(),
                out)
            .mode(mode)
            .inclusive(inclusive)
            .maxAge(maxAge == null ? null : maxAge.toMillis())
            .keys(keys)
            .prefix(prefix)
            .withTimes(withTimes)
            .parallelism(parallelism)
            .labelsInMemory(labelsInMemory);
    if (format != null) {
      options.format(format);
    }
    TableVersions.of(asOfVersion, asOfTime).addTo(options);
    return service.make(folder, where, options.build());
  }

  private TrainingSetAnswer again(TrainingSetService service, Environment where, Path file) {
    boolean more =
        definitions != null
            || labelTime != null
            || !features.isEmpty()
            || format != null
            || inclusive
            || !asOfVersion.isEmpty()
            || asOfTime != null
            || maxAge != null
            || !keys.isEmpty()
            || prefix
            || withTimes;
    if (more) {
      throw new InputException(
          "with --manifest only --env, --labels, --out and --parallelism can be given; all else is "
              + "what the manifest says");
    }
    return service.again(file, where, labels, out, parallelism);
  }

  private static <T> T given(@Nullable T value, String what) {
    if (value == null) {
      throw new InputException(what + " is missing; see ./freshet training-set --help");
    }
    return value;
  }
}
