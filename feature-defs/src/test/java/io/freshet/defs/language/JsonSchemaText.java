package io.freshet.defs.language;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Writes the declarations of the language as a JSON schema for editors. */
final class JsonSchemaText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Shape> NESTED =
      List.of(
          EventTimeKeys.SHAPE,
          ViewKeys.ONLINE_SHAPE,
          ViewKeys.OFFLINE_SHAPE,
          ViewKeys.SOURCE_SHAPE,
          FeatureKeys.SHAPE,
          PivotKeys.SHAPE,
          PivotKeys.VALUE_SHAPE,
          FeatureKeys.WINDOW_SHAPE,
          DerivedKeys.SHAPE,
          DeduplicateKeys.SHAPE,
          HistoryKeys.SHAPE);

  private JsonSchemaText() {}

  static String write() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Freshet definitions");
    root.put("description", "One document of a folder of definitions.");
    root.put("type", "object");
    root.putArray("required").add(Kind.KEY);
    ObjectNode kind = root.putObject("properties").putObject(Kind.KEY);
    kind.put("description", "What the document defines.");
    ArrayNode kinds = kind.putArray("enum");
    Kind.titles().forEach(kinds::add);
    ArrayNode branches = root.putArray("allOf");
    ObjectNode defs = JSON.createObjectNode();
    for (Kind each : Kind.values()) {
      ObjectNode branch = branches.addObject();
      ObjectNode condition = branch.putObject("if");
      condition.putObject("properties").putObject(Kind.KEY).put("const", each.title());
      branch.putObject("then").put("$ref", "#/$defs/" + each.title());
      ObjectNode properties = object(defs.putObject(each.title()), each.shape());
      properties.putObject(Kind.KEY).put("const", each.title());
    }
    root.set("$defs", defs);
    NESTED.forEach(shape -> object(defs.putObject(shape.title()), shape));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /** Writes a shape; returns its properties. */
  private static ObjectNode object(ObjectNode node, Shape shape) {
    node.put("type", "object");
    node.put("description", shape.meaning());
    node.put("additionalProperties", false);
    List<String> required = shape.keys().stream().filter(Key::isRequired).map(Key::name).toList();
    if (!required.isEmpty()) {
      ArrayNode names = node.putArray("required");
      required.forEach(names::add);
    }
    ObjectNode properties = node.putObject("properties");
    for (Key key : shape.keys()) {
      ObjectNode property = properties.putObject(key.name());
      property.put("description", description(key));
      form(property, key.form());
    }
    return properties;
  }

  private static String description(Key key) {
    String text =
        key.isRequired() ? key.meaning() : key.meaning() + " Without it: " + key.fallback() + ".";
    return text.replace("`", "");
  }

  private static void form(ObjectNode node, Form form) {
    if (form instanceof Form.Single single) {
      single(node, single);
    } else if (form instanceof Form.Choice choice) {
      ArrayNode words = node.putArray("enum");
      choice.words().forEach(words::add);
    } else if (form instanceof Form.Flag) {
      node.put("type", "boolean");
    } else if (form instanceof Form.Whole whole) {
      node.put("type", "integer").put("minimum", whole.least()).put("maximum", whole.most());
    } else if (form instanceof Form.Real real) {
      node.put("type", "number").put("minimum", real.least()).put("maximum", real.most());
    } else if (form instanceof Form.ListOf list) {
      node.put("type", "array");
      node.put("minItems", 1);
      form(node.putObject("items"), list.item());
    } else if (form instanceof Form.MapOf map) {
      node.put("type", "object");
      if (!map.mayBeEmpty()) {
        node.put("minProperties", 1);
      }
      single(node.putObject("additionalProperties"), map.value());
    } else if (form instanceof Form.ObjectOf object) {
      node.put("$ref", "#/$defs/" + object.shape().title());
    } else if (form instanceof Form.Either either) {
      ArrayNode branches = node.putArray("anyOf");
      single(branches.addObject(), either.single());
      branches.addObject().put("$ref", "#/$defs/" + either.shape().title());
    }
  }

  private static void single(ObjectNode node, Form.Single single) {
    switch (single) {
      case NAME -> node.put("type", "string").put("pattern", "^[a-z0-9_]{1,100}$");
      case DURATION -> node.put("type", "string").put("pattern", "^(\\d+ ?(ms|s|m|h|d)|lifetime)$");
      case TYPE -> node.put("type", "string");
      case SQL, TEXT, VALUE -> {
        ArrayNode types = node.putArray("type");
        List.of("string", "number", "boolean").forEach(types::add);
      }
    }
  }
}
