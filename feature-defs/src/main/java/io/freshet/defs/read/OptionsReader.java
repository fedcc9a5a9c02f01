package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.Form;
import io.freshet.defs.language.Key;
import io.freshet.defs.language.OptionKeys;
import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.defs.yaml.Scalar;
import java.util.List;

/** Reads what a feature tells its function. */
final class OptionsReader {
  private final ObjectReader object;
  private final Findings findings;

  private OptionsReader(ObjectReader object, Findings findings) {
    this.object = object;
    this.findings = findings;
  }

  /** The options; what is faulty is reported and is then as in {@link FunctionOptions#NONE}. */
  static FunctionOptions read(ObjectReader object, AggregateFunction function, Findings findings) {
    OptionKeys.TAKERS.forEach(
        (key, takers) -> {
          if (!takers.contains(function)) {
            object.forbid(key, "the aggregate " + function.label(), remedy(takers));
          }
        });
    return new OptionsReader(object, findings).read(function);
  }

  private static String remedy(List<AggregateFunction> takers) {
    List<String> labels = takers.stream().map(AggregateFunction::label).toList();
    return "remove it, or use " + String.join(" or ", labels);
  }

  private FunctionOptions read(AggregateFunction function) {
    return switch (function) {
      case FIRST_N, LAST_N, LAST_DISTINCT_N -> limited(required(OptionKeys.N));
      case TOP_K -> limited(required(OptionKeys.K));
      case HISTOGRAM -> limited(whole(OptionKeys.MAX_VALUES, OptionKeys.DEFAULT_MAX_VALUES));
      case APPROX_PERCENTILE -> new FunctionOptions(0, percentile(), Spread.SAMPLE);
      case VARIANCE, STDDEV -> new FunctionOptions(0, 0, spread());
      case COUNT, SUM, AVG, MIN, MAX, FIRST, LAST, COUNT_DISTINCT, APPROX_COUNT_DISTINCT ->
          FunctionOptions.NONE;
    };
  }

  private static FunctionOptions limited(int limit) {
    return new FunctionOptions(limit, 0, Spread.SAMPLE);
  }

  private int required(Key key) {
    object.require(key);
    return whole(key, 0);
  }

  private int whole(Key key, int fallback) {
    Scalar scalar = object.scalar(key);
    if (scalar == null || !(key.form() instanceof Form.Whole form)) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(scalar.trimmed());
      if (number >= form.least() && number <= form.most()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    report(key, scalar);
    return fallback;
  }

  private double percentile() {
    Key key = OptionKeys.PERCENTILE;
    object.require(key);
    Scalar scalar = object.scalar(key);
    if (scalar == null || !(key.form() instanceof Form.Real form)) {
      return 0;
    }
    try {
      double number = Double.parseDouble(scalar.trimmed());
      if (number >= form.least() && number <= form.most()) {
        return number + 0.0; // no negative zero
      }
    } catch (NumberFormatException e) {
      // told below
    }
    report(key, scalar);
    return 0;
  }

  private Spread spread() {
    return OptionKeys.POPULATION.equals(object.choice(OptionKeys.SPREAD))
        ? Spread.POPULATION
        : Spread.SAMPLE;
  }

  private void report(Key key, Scalar scalar) {
    findings.report(
        scalar.at(),
        FaultKind.INVALID_NUMBER,
        key.name(),
        scalar.text(),
        key.form().expected(),
        key.example());
  }
}
