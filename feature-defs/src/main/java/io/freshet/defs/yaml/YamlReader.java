package io.freshet.defs.yaml;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one file of YAML. */
public final class YamlReader {
  private static final int MAX_DEPTH = 64;

  private final String file;
  private final int[] codePoints;
  private final Findings findings;
  private final IdentityHashMap<Node, YamlValue> done = new IdentityHashMap<>();

  private YamlReader(String file, int[] codePoints, Findings findings) {
    this.file = file;
    this.codePoints = codePoints;
    this.findings = findings;
  }

  /**
   * The documents of a file, empty ones left out. After a fault of syntax, which is reported, the
   * documents before it are still there.
   *
   * @param file name of the file in positions
   * @param text its contents
   */
  public static List<YamlValue> read(String file, String text, Findings findings) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new YamlReader(file, body.codePoints().toArray(), findings).documents(body);
  }

  private List<YamlValue> documents(String text) {
    List<YamlValue> documents = new ArrayList<>();
    try {
      Iterator<Node> nodes =
          new Compose(LoadSettings.builder().build()).composeAllFromString(text).iterator();
      while (nodes.hasNext()) {
        YamlValue document = convert(nodes.next(), 0);
        if (!(document instanceof Scalar scalar && scalar.isNull())) {
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      report(mark.map(this::position).orElse(Position.startOf(file)), e.getProblem());
    } catch (YamlEngineException e) {
      report(Position.startOf(file), String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      report(Position.startOf(file), "it is nested too deeply");
    }
    return documents;
  }

  private YamlValue convert(Node node, int depth) {
    YamlValue known = done.get(node);
    if (known != null) {
      return known;
    }
    Position at = node.getStartMark().map(this::position).orElse(Position.startOf(file));
    if (depth > MAX_DEPTH) {
      throw new YamlEngineException("it is nested more than " + MAX_DEPTH + " deep");
    }
    YamlValue value;
    if (node instanceof ScalarNode scalar) {
      value = scalar(scalar, at);
    } else if (node instanceof SequenceNode sequence) {
      List<YamlValue> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
      value = new YamlList(items, at);
    } else {
      value = map((MappingNode) node, at, depth);
    }
    done.put(node, value);
    return value;
  }

  private YamlMap map(MappingNode node, Position at, int depth) {
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      YamlValue key = convert(tuple.getKeyNode(), depth + 1);
      if (key instanceof Scalar scalar) {
        entries.add(new YamlMap.Entry(scalar, convert(tuple.getValueNode(), depth + 1)));
      } else {
        findings.report(
            key.at(), FaultKind.WRONG_TYPE, "a key", "a name", key.describe(), "'name: value'");
      }
    }
    return new YamlMap(entries, at);
  }

  private Scalar scalar(ScalarNode node, Position at) {
    boolean isNull =
        node.getTag().equals(Tag.NULL) || (node.isPlain() && node.getValue().equals("~"));
    Mark start = node.getStartMark().orElseThrow();
    Mark end = node.getEndMark().orElseThrow();
    Origin origin = new Origin(at, codePoints, start, end, node.getScalarStyle());
    return new Scalar(node.getValue(), isNull, at, origin);
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private void report(Position position, @Nullable String problem) {
    findings.report(
        position, FaultKind.YAML_SYNTAX, problem == null ? "it cannot be parsed" : problem);
  }
}
