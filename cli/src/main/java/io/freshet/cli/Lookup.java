package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rows from the online store of an environment. */
final class Lookup {
  private final Environment environment;
  private final String uri;

  private Lookup(Environment environment, String uri) {
    this.environment = environment;
    this.uri = uri;
  }

  /**
   * Look-ups in an environment.
   *
   * @throws InputException if it has no online store
   */
  static Lookup in(Environment environment) {
    Environment.Online online = environment.online();
    if (online == null) {
      throw new InputException(
          "the environment has no online store; add online: {uri: \"redis://...\"}");
    }
    return new Lookup(environment, online.uri());
  }

  /**
   * The online row of an entity.
   *
   * @param keys value by join key
   * @throws InputException if there is no such view, or the keys are not its keys
   */
  GetAnswer get(ViewName view, Map<String, String> keys) {
    try (OnlineStore store = OnlineStore.at(uri)) {
      OnlineReader reader = new OnlineReader(store);
      PublishedLayout published =
          view.pipeline() == null ? search(reader, view.view()) : named(reader, view);
      RowLayout layout = published.layout();
      String key = key(layout, keys);
      Optional<OnlineRow> row = reader.get(layout.pipeline(), layout.view(), key).join();
      return new GetAnswer(layout, keys, row);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private static PublishedLayout named(OnlineReader reader, ViewName view) {
    String pipeline = String.valueOf(view.pipeline());
    return layout(reader, pipeline, view.view())
        .orElseThrow(
            () ->
                new InputException(
                    "pipeline '"
                        + pipeline
                        + "' has not published a view '"
                        + view.view()
                        + "' here; check both names and the environment, and that the pipeline has"
                        + " run"));
  }

  /** The layout of the only pipeline that has the view. */
  private PublishedLayout search(OnlineReader reader, String view) {
    List<PublishedLayout> found = new ArrayList<>();
    for (String pipeline : new PipelineNames(environment).withView(view)) {
      layout(reader, pipeline, view).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw new InputException(
          "no pipeline is known to have published a view '"
              + view
              + "' here; name it: PIPELINE/"
              + view);
    }
    if (found.size() > 1) {
      throw new InputException(
          "several pipelines have a view '"
              + view
              + "'; choose one of "
              + found.stream()
                  .map(layout -> layout.layout().pipeline() + "/" + view)
                  .collect(Collectors.joining(", ")));
    }
    return found.get(0);
  }

  private static Optional<PublishedLayout> layout(
      OnlineReader reader, String pipeline, String view) {
    try {
      return reader.layout(pipeline, view).join();
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The entity key of join keys that come in any order. */
  static String key(RowLayout layout, Map<String, String> given) {
    List<String> names = layout.keys().stream().map(Field::name).toList();
    if (given.size() != names.size() || !given.keySet().containsAll(names)) {
      throw new InputException(
          "view '"
              + layout.view()
              + "' is keyed by "
              + String.join(", ", names)
              + ", not by "
              + String.join(", ", given.keySet())
              + "; write "
              + names.stream().map(name -> name + "=...").collect(Collectors.joining(" ")));
    }
    @Nullable Object[] values = names.stream().map(given::get).toArray();
    String key = String.valueOf(EntityKey.encode(values));
    try {
      EntityKey.decode(key, layout.keys());
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
    return key;
  }
}
