package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.schemas.PublishedLayout;
import io.freshet.serving.FeatureClient;
import io.freshet.sinks.redis.client.KnownLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The views of the pipeline: which there are, who may read them, how they are published. */
final class Views {
  private final FeatureClient client;
  private final String pipeline;
  private final Map<String, CatalogueView> views = new LinkedHashMap<>();

  Views(FeatureClient client, Catalogue catalogue) {
    this.client = client;
    this.pipeline = catalogue.pipeline();
    catalogue.views().forEach(view -> views.put(view.name(), view));
  }

  String pipeline() {
    return pipeline;
  }

  boolean has(String name) {
    return views.containsKey(name);
  }

  /** Names of the views that a caller may read. */
  List<String> readable(Caller caller) {
    return views.keySet().stream().filter(caller::mayRead).toList();
  }

  /** How rows of a view are written; fails if the caller may not read it or it is not there. */
  CompletableFuture<PublishedLayout> layout(Caller caller, String name) {
    check(caller, name);
    return client
        .layout(pipeline, name)
        .thenApply(layout -> layout.orElseThrow(() -> unpublished(name)).published());
  }

  /** The catalogue as far as a caller may see it. */
  CompletableFuture<Answer> all(Caller caller) {
    List<String> names = readable(caller);
    List<CompletableFuture<Optional<KnownLayout>>> layouts =
        names.stream().map(name -> client.layout(pipeline, name)).toList();
    return CompletableFuture.allOf(layouts.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            done -> {
              List<ViewAnswer> answers = new ArrayList<>();
              for (int i = 0; i < layouts.size(); i++) {
                answers.add(answer(check(caller, names.get(i)), layouts.get(i).join()));
              }
              return Answer.ok(Body.json(json -> write(json, answers)));
            });
  }

  /** One view of the catalogue. */
  CompletableFuture<Answer> one(Caller caller, String name) {
    CatalogueView view = check(caller, name);
    return client
        .layout(pipeline, name)
        .thenApply(layout -> Answer.ok(Body.json(answer(view, layout))));
  }

  /** Rights come before existence: who may not read a view learns nothing of it. */
  private CatalogueView check(Caller caller, String name) {
    if (!caller.mayRead(name)) {
      throw new GatewayException(
          ErrorCode.FORBIDDEN,
          "The token does not open the view '"
              + name
              + "'; ask whoever runs the gateway to add it to the token's views");
    }
    CatalogueView view = views.get(name);
    if (view == null) {
      throw new GatewayException(
          ErrorCode.UNKNOWN_VIEW,
          "Pipeline '" + pipeline + "' has no view '" + name + "'; there are " + readable(caller));
    }
    return view;
  }

  private GatewayException unpublished(String name) {
    return new GatewayException(
        ErrorCode.UNPUBLISHED_VIEW,
        "Pipeline '"
            + pipeline
            + "' has not published the view '"
            + name
            + "' yet; start the pipeline");
  }

  private void write(JsonGenerator json, List<ViewAnswer> answers) throws IOException {
    json.writeStartObject();
    json.writeStringField("pipeline", pipeline);
    json.writeArrayFieldStart("views");
    for (ViewAnswer answer : answers) {
      answer.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ViewAnswer answer(CatalogueView view, Optional<KnownLayout> layout) {
    return new ViewAnswer(view, layout.map(KnownLayout::published));
  }
}
