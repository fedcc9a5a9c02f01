package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.serving.gateway.Catalogue;
import io.freshet.serving.gateway.CatalogueView;
import java.io.PrintStream;
import java.util.OptionalLong;

/**
 * How a gateway began, or ended.
 *
 * @param uri where it listens, or did
 * @param requests how many it has answered; empty at its begin
 */
record ServeAnswer(Catalogue catalogue, String uri, OptionalLong requests) implements Answer {

  static ServeAnswer began(Catalogue catalogue, String uri) {
    return new ServeAnswer(catalogue, uri, OptionalLong.empty());
  }

  static ServeAnswer ended(Catalogue catalogue, String uri, long requests) {
    return new ServeAnswer(catalogue, uri, OptionalLong.of(requests));
  }

  @Override
  public void print(PrintStream out) {
    if (requests.isPresent()) {
      out.println("stopped after " + Numbers.grouped(requests.getAsLong()) + " requests");
      return;
    }
    out.println("serving pipeline '" + catalogue.pipeline() + "' on " + uri);
    TextTable table = new TextTable("  ");
    for (CatalogueView view : catalogue.views()) {
      table.row(view.name(), view.description() == null ? "" : view.description());
    }
    table.print(out);
    out.println("what can be asked: curl " + uri + "/openapi.json");
    out.println("Ctrl-C stops it");
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("status", requests.isPresent() ? "stopped" : "serving");
    json.put("pipeline", catalogue.pipeline());
    json.put("url", uri);
    ArrayNode views = json.putArray("views");
    catalogue.views().forEach(view -> views.add(view.name()));
    requests.ifPresent(number -> json.put("requests", number));
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
