package io.freshet.serving.gateway;

import java.util.List;
import java.util.Optional;

/**
 * What a gateway serves.
 *
 * @param pipeline the pipeline that publishes the views
 * @param views its views, in the order of their definition
 */
public record Catalogue(String pipeline, List<CatalogueView> views) {

  public Catalogue {
    views = List.copyOf(views);
  }

  /** The view with a name. */
  Optional<CatalogueView> view(String name) {
    return views.stream().filter(view -> view.name().equals(name)).findFirst();
  }
}
