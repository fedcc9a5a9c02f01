package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.PivotDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the types of a feature. */
final class FeatureChecker {
  private final Expressions expressions;
  private final Findings findings;

  FeatureChecker(Expressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  /**
   * A feature whose types are known.
   *
   * @param options what the function is told
   * @param cases what the feature's pivot makes of it; empty without one
   * @param inputType null without a value
   * @param defaultValue null for NULL
   */
  record Typed(
      AggregateFunction function,
      FunctionOptions options,
      List<PivotChecker.Case> cases,
      @Nullable ValueType inputType,
      ValueType resultType,
      @Nullable Serializable defaultValue) {
    Typed {
      cases = List.copyOf(cases);
    }
  }

  /** The feature's types; null if something is faulty, which is reported. */
  @Nullable Typed check(CheckedSource source, FeatureDef feature) {
    int before = findings.size();
    checkFilter(source, feature.where());
    PivotDef pivot = feature.pivot();
    List<PivotChecker.Case> cases =
        pivot == null ? List.of() : new PivotChecker(findings).check(source, pivot);
    Scalar value = feature.value();
    AggregateFunction function = feature.function();
    ValueType inputType = value == null ? null : inputType(source, value, function);
    boolean isPivotFaulty = pivot != null && cases.isEmpty();
    if (function == null
        || isPivotFaulty
        || (inputType == null && (value != null || function.needsValue()))) {
      return null;
    }
    ValueType resultType = inputType == null ? ValueType.BIGINT : function.resultType(inputType);
    Serializable defaultValue = defaultValue(feature.defaultValue(), function, resultType);
    return findings.size() > before
        ? null
        : new Typed(function, feature.options(), cases, inputType, resultType, defaultValue);
  }

  private void checkFilter(CheckedSource source, @Nullable Scalar where) {
    if (where == null) {
      return;
    }
    String type = expressions.type(source, where).orElse(null);
    if (type != null && !SqlTypes.root(type).equals("BOOLEAN")) {
      findings.report(where.at(), FaultKind.FILTER_TYPE, type);
    }
  }

  private @Nullable ValueType inputType(
      CheckedSource source, Scalar value, @Nullable AggregateFunction function) {
    String sqlType = expressions.type(source, value).orElse(null);
    if (sqlType == null) {
      return null;
    }
    ValueType type = SqlTypes.valueType(sqlType).orElse(null);
    if (type == null) {
      findings.report(
          value.at(), FaultKind.VALUE_NOT_AGGREGABLE, sqlType, remedy(sqlType, function));
      return null;
    }
    if (function != null && !function.accepts(type)) {
      findings.report(
          value.at(), FaultKind.VALUE_TYPE, function.label(), sqlType, remedy(function, type));
      return null;
    }
    return type;
  }

  private static boolean isCount(AggregateFunction function) {
    return function == AggregateFunction.COUNT
        || function == AggregateFunction.COUNT_DISTINCT
        || function == AggregateFunction.APPROX_COUNT_DISTINCT;
  }

  private static String remedy(String sqlType, @Nullable AggregateFunction function) {
    if (function == AggregateFunction.COUNT) {
      return "put the condition into 'where', such as \"x IS NOT NULL\", and leave 'value' out";
    }
    return SqlTypes.simpler(sqlType);
  }

  private static String remedy(AggregateFunction function, ValueType type) {
    List<String> others =
        Arrays.stream(AggregateFunction.values())
            .filter(other -> other.accepts(type))
            .map(AggregateFunction::label)
            .toList();
    String use = "use one of " + String.join(", ", others);
    return type.kind() == ValueType.Kind.STRING && function != AggregateFunction.MIN
        ? "cast it to a number, or " + use
        : use;
  }

  private @Nullable Serializable defaultValue(
      @Nullable Scalar text, AggregateFunction function, ValueType type) {
    if (text == null) {
      return null;
    }
    if (type.element() != null) {
      findings.report(
          text.at(),
          FaultKind.NOT_APPLICABLE,
          "default",
          "a feature of type " + type,
          "remove it, and take NULL for nothing where the feature is read");
      return null;
    }
    Serializable value = DefaultValues.parseOrReport(text, type, findings);
    if (value != null && isCount(function) && !value.equals(0L)) {
      findings.report(text.at(), FaultKind.DEFAULT_UNUSED, text.text());
    }
    return value;
  }
}
