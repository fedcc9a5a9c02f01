package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.redis.client.OnlineRow;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * The online row of an entity.
 *
 * @param layout how rows of the view are written now
 * @param keys value by join key
 * @param row the row; empty if there is none
 */
record GetAnswer(RowLayout layout, Map<String, String> keys, Optional<OnlineRow> row)
    implements Answer {

  @Override
  public void print(PrintStream out) {
    String view = layout.pipeline() + "/" + layout.view();
    if (row.isPresent()) {
      new RowText(row.get(), System.currentTimeMillis()).print(view, keyText(), out);
    } else {
      out.println(
          view
              + " has no row for "
              + keyText()
              + ": it was never seen, or is forgotten since its windows are empty");
    }
  }

  private String keyText() {
    return String.join(
        " ",
        layout.keys().stream().map(Field::name).map(name -> name + "=" + keys.get(name)).toList());
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("status", row.isPresent() ? "found" : "missing");
    json.put("pipeline", layout.pipeline());
    json.put("view", layout.view());
    ObjectNode key = json.putObject("key");
    for (Field field : layout.keys()) {
      key.put(field.name(), keys.get(field.name()));
    }
    row.ifPresentOrElse(
        found -> {
          json.put("feature_timestamp", found.featureTimestamp());
          json.put("available_at", found.availableAt());
          json.put("sequence", found.sequence());
          json.put("generation", found.generation());
          Values.fill(json.putObject("features"), found);
          ObjectNode complete = json.putObject("complete_from");
          found.layout().completeFrom().forEach(complete::put);
        },
        () -> {
          json.putNull("feature_timestamp").putNull("available_at").putNull("sequence");
          json.putObject("features");
        });
  }

  @Override
  public int exitCode() {
    return row.isPresent() ? ExitCode.DONE : ExitCode.INPUT;
  }
}
