package io.freshet.defs.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogue of faults in definitions and environment files. Codes are stable: a released one is
 * neither renamed nor given another meaning. In problem and remedy stand {@code {placeholders}}.
 */
public enum FaultKind {
  // folder, files and YAML
  FOLDER_UNREADABLE(
      "the folder '{folder}' cannot be read: {cause}", "name a folder that exists and may be read"),
  FILE_UNREADABLE(
      "the file cannot be read: {cause}", "give a file of UTF-8 text that exists and may be read"),
  NO_DEFINITIONS(
      "the folder '{folder}' holds no definitions",
      "add files named *.yaml or *.yml with a Source, an Entity and a FeatureView"),
  NO_FEATURE_VIEW(
      "nothing is computed, for there is no FeatureView", "add a document of 'kind: FeatureView'"),
  YAML_SYNTAX(
      "this is not YAML: {problem}",
      "check indentation, brackets and quotes here and just above, and quote any text with ': ' or"
          + " ' #' in it"),
  WRONG_TYPE("{what} must be {expected}, not {actual}", "write {example}"),
  DUPLICATE_KEY("'{key}' is given twice, first in line {line}", "keep one of them"),
  EMPTY_VALUE("'{key}' has no value", "write one, or remove the key"),
  EMPTY_LIST("'{key}' is empty", "{remedy}"),
  UNKNOWN_KEY("{object} has no key '{key}'", "{remedy}"),
  MISSING_KEY("{object} has no '{key}'", "add it, such as {example}"),
  NOT_APPLICABLE("'{key}' means nothing for {object}", "{remedy}"),
  NOT_SUPPORTED_YET("this version does not support {what}", "{remedy}"),
  UNKNOWN_KIND("there is no kind '{kind}'", "{remedy}"),
  SEVERAL_DOCUMENTS(
      "a second document begins here, but an environment file is one",
      "remove the '---' before it, and join the two"),
  SEVERAL_PIPELINES(
      "this is a second Pipeline document, after the one in {where}",
      "keep one, as a folder is one pipeline"),

  // names and simple values
  INVALID_NAME(
      "{what} cannot be named '{name}'",
      "use up to 100 lower-case letters, digits and '_', with a letter first{example}"),
  INVALID_FOLDER_NAME(
      "the pipeline takes its name from the folder, but '{name}' is no valid name",
      "add a document of 'kind: Pipeline' with a 'name' of lower-case letters, digits and '_'"),
  INVALID_LABEL(
      "'{label}' cannot label {what}", "use up to 100 lower-case letters, digits and '_'{example}"),
  RESERVED_NAME("'{name}' is {reason}", "choose another name"),
  DUPLICATE_NAME(
      "there is already {what} '{name}', in {where}", "rename one of the two or remove it"),
  INVALID_CHOICE("'{value}' is no {what}", "{remedy}"),
  INVALID_TOPIC(
      "'{topic}' is no name of a Kafka topic", "use up to 249 letters, digits, '.', '_' and '-'"),
  INVALID_DURATION(
      "'{value}' is no duration",
      "write a whole number with its unit, one of ms, s, m, h and d, such as {example}"),
  DURATION_OUT_OF_RANGE("{what} is {value}, which is {problem}", "write {example}"),
  INVALID_NUMBER("'{key}' cannot be {value}", "write {expected}, such as '{example}'"),
  INVALID_START(
      "'{value}' is no position to start at",
      "write earliest, latest, an ISO time such as 2024-01-31T00:00:00Z, or epoch milliseconds"),
  INVALID_TIME_PATTERN(
      "'{pattern}' is no pattern of a time: {cause}",
      "write letters of java.time.format.DateTimeFormatter for date and time of day, such as"
          + " \"yyyy-MM-dd HH:mm:ss\", or one of iso, epoch_s and epoch_ms"),
  INVALID_TIME_ZONE("there is no time zone '{zone}'", "{remedy}"),
  UNRESOLVED_VARIABLE(
      "the environment variable '{name}' is not set", "set it, or write the value in its place"),
  INVALID_TYPE("'{type}' is no type of a column{cause}", "{remedy}"),
  INVALID_KEY_TYPE(
      "'{type}' is no type of a join key", "use string, bigint, boolean, date or timestamp"),

  // sources
  SCHEMA_AND_SUBJECT(
      "{source} has both a schema file and a subject of the registry",
      "keep 'schema' or 'subject'"),
  NO_SCHEMA(
      "{source} has format avro but no schema",
      "add 'schema: <file>.avsc', or 'subject: <subject>' to take it from the registry"),
  SCHEMA_UNREADABLE(
      "the schema file '{file}' cannot be read: {cause}",
      "give its path relative to the folder of the definitions"),
  INVALID_SCHEMA("{where} holds no usable Avro schema: {cause}", "{remedy}"),
  SUBJECT_UNAVAILABLE(
      "the registry gives no schema of the subject '{subject}': {cause}",
      "register it, check the environment's registry, or use a schema file with 'schema'"),
  NOT_A_CSV_TYPE(
      "a field of a CSV file cannot hold {type}",
      "use a simple type such as string, bigint, double, decimal(12,2), boolean, date or timestamp"),
  UNKNOWN_COLUMN("source '{source}' has no column '{column}'", "{remedy}"),
  UNREADABLE_COLUMN(
      "column '{column}' of source '{source}' cannot be read, because it is {type}",
      "use another column, or change the producer's schema"),
  EVENT_TIME_TYPE("'{column}', which is {type}, {problem}", "{remedy}"),
  ARRIVAL_TIME_TYPE(
      "'{column}' is {type}, which is no time of arrival",
      "use a column of type TIMESTAMP, TIMESTAMP_LTZ or BIGINT (epoch milliseconds)"),
  DEDUPLICATE_TYPE("records cannot be told apart by a value of type {type}", "{remedy}"),
  HISTORY_COLUMN_TYPE(
      "the history would need files with column '{column}' of the source, but a field of a CSV file"
          + " cannot hold {type}",
      "write 'history: {archive: true}', so that the pipeline keeps the records as they are"),

  // feature views
  UNKNOWN_ENTITY("there is no entity '{entity}'", "{remedy}"),
  UNKNOWN_SOURCE("there is no source '{source}'", "{remedy}"),
  REPEATED_SOURCE(
      "the view reads source '{source}' twice, first in line {line}",
      "put all features from it under one 'source'"),
  UNKNOWN_JOIN_KEY("entity '{entity}' has no join key '{key}'", "{remedy}"),
  NO_JOIN_KEY_COLUMN(
      "source '{source}' has no column '{key}' for the join key of entity '{entity}'",
      "say where it is, with {example}"),
  JOIN_KEY_TYPE(
      "the join key '{key}' is {wanted}, but {what} is {actual}",
      "{remedy}, or change the key's type in the entity"),
  DUPLICATE_FEATURE("the view already has a feature '{name}', from line {line}", "{remedy}"),
  EXPRESSION("the expression is faulty: {problem}", "{remedy}"),
  FILTER_TYPE(
      "'where' must be true or false, but this is {type}",
      "write a condition, such as \"price > 0\""),
  VALUE_TYPE("{function} cannot take a value of type {type}", "{remedy}"),
  VALUE_NOT_AGGREGABLE("a value of type {type} cannot be aggregated", "{remedy}"),
  NO_VALUE(
      "{function} has no 'value' to work on",
      "add the column or expression, such as 'value: price'"),
  DEFAULT_TYPE("the default '{value}' does not fit the feature's type, {type}", "write {example}"),
  DEFAULT_UNUSED(
      "a count is never NULL, so that the default '{value}' would never show", "remove 'default'"),
  INVALID_WINDOW("'{value}' is no window", "write lifetime, or a duration such as 10m, 24h or 7d"),
  LIFETIME_WINDOW("a lifetime window has no '{key}'", "remove '{key}', or give the window a size"),
  HOP_MISFIT("{origin} {hop} does not fit {misfit}", "{remedy}"),
  TTL_TOO_SHORT(
      "online rows would go after {ttl}, while the window of feature '{feature}' reaches back"
          + " {reach}",
      "write a ttl of at least {reach}, or leave it to the default"),

  // pivots
  PIVOT_TYPE(
      "the column '{column}' is {type}, which has no values to list",
      "pivot on a text, an integer or a boolean, or write one feature for each value, with a"
          + " condition in its 'where'"),
  PIVOT_VALUE("'{value}' is no value of column '{column}', which is {type}", "write {example}"),
  PIVOT_LABEL("'{value}' cannot be part of a feature's name", "name it, with {example}"),
  DUPLICATE_PIVOT_VALUE(
      "'{value}' is the same value as '{earlier}', in line {line}", "remove one of them"),

  // derived features
  NO_DERIVATION(
      "{derived} has neither 'expr' nor 'age_of'",
      "add 'expr' with an expression, or 'age_of' with a feature and 'unit'"),
  DERIVED_TYPE("a derived feature cannot be of type {type}", "{remedy}"),
  DERIVED_CYCLE(
      "'{name}' is derived from itself: {cycle}", "compute one of these without the next"),
  AGE_IN_EXPRESSION(
      "'{age}' is an age, which nobody knows before the row is read",
      "use {feature}, or compute with the age where the row is read"),
  UNKNOWN_FEATURE("the view has no feature '{feature}'", "{remedy}"),
  AGE_TYPE("'{feature}' is {type}, which has no age", "{remedy}");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  private final String problem;
  private final String remedy;

  FaultKind(String problem, String remedy) {
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The stable name, such as {@code unknown-key}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong, with placeholders. */
  public String problem() {
    return problem;
  }

  /** What to do, with placeholders. */
  public String remedy() {
    return remedy;
  }

  /**
   * The message for one occurrence.
   *
   * @param arguments values of the placeholders, in the order of their first occurrence
   */
  String message(Object... arguments) {
    List<String> names = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(problem + "; " + remedy);
    StringBuilder message = new StringBuilder();
    while (matcher.find()) {
      if (!names.contains(matcher.group(1))) {
        names.add(matcher.group(1));
      }
      int index = names.indexOf(matcher.group(1));
      if (index >= arguments.length) {
        throw new IllegalArgumentException(code() + " wants more than " + arguments.length);
      }
      matcher.appendReplacement(message, Matcher.quoteReplacement(arguments[index].toString()));
    }
    if (names.size() != arguments.length) {
      throw new IllegalArgumentException(code() + " wants " + names);
    }
    return matcher.appendTail(message).toString();
  }
}
