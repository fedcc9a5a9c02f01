package io.freshet.serving.gateway;

import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedLayout;
import io.freshet.serving.FeatureClient;
import io.freshet.serving.FeatureQuery;
import io.freshet.serving.FeatureVectors;
import io.freshet.serving.ViewFeatures;
import io.freshet.serving.gateway.GatewayMetrics.RowStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers reads of rows. Thread-safe. */
final class Reads {
  private final FeatureClient client;
  private final Views views;
  private final Limits limits;
  private final GatewayMetrics metrics;
  private final FeastPlans plans = new FeastPlans();

  Reads(FeatureClient client, Views views, Limits limits, GatewayMetrics metrics) {
    this.client = client;
    this.views = views;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Answers as Feast's feature server does. */
  CompletableFuture<Answer> onlineFeatures(
      Caller caller, Incoming request, RowParameters parameters) {
    MediaType.check(request);
    FeastRequest wanted = FeastRequest.parse(request.body(), limits);
    String service = wanted.service();
    if (service != null && caller.mayRead(service) && !views.has(service)) {
      throw new GatewayException(
          ErrorCode.UNKNOWN_VIEW,
          "There is no feature service '"
              + service
              + "'; a view's name stands for all of its features here, and there are "
              + views.readable(caller)
              + ". Or name 'features'");
    }
    FeastPlan plan = plans.of(wanted);
    FeatureQuery query =
        new FeatureQuery(views.pipeline(), plan.views(), wanted.byEntity(), parameters.maxAge());
    return read(caller, query, request.ticket())
        .thenApply(
            vectors -> {
              FeastAnswer answer = new FeastAnswer(wanted, plan, vectors);
              return Answer.ok(Body.json(answer.bytes(), answer));
            });
  }

  /**
   * The features of one entity.
   *
   * @param entity finds the entity in the request, with the view's join keys
   */
  CompletableFuture<Answer> row(
      Caller caller,
      String view,
      Function<List<Field>, Map<String, Object>> entity,
      RowParameters parameters,
      Gate.Ticket ticket) {
    ViewFeatures wanted = new ViewFeatures(view, parameters.features());
    Duration maxAge = parameters.maxAge();
    return views
        .layout(caller, view)
        .thenCompose(
            layout -> {
              List<Field> keys = layout.layout().keys();
              FeatureQuery query =
                  new FeatureQuery(
                      views.pipeline(), List.of(wanted), List.of(entity.apply(keys)), maxAge);
              return read(caller, query, ticket)
                  .thenApply(vectors -> Answer.ok(Body.json(new RowAnswer(query, keys, vectors))));
            });
  }

  private CompletableFuture<FeatureVectors> read(
      Caller caller, FeatureQuery query, Gate.Ticket ticket) {
    List<CompletableFuture<PublishedLayout>> layouts = new ArrayList<>(query.views().size());
    for (ViewFeatures view : query.views()) {
      layouts.add(views.layout(caller, view.view()));
    }
    return CompletableFuture.allOf(layouts.toArray(new CompletableFuture<?>[0]))
        .thenCompose(
            done -> {
              long features = 0;
              for (int i = 0; i < layouts.size(); i++) {
                features += size(query.views().get(i), layouts.get(i).join());
              }
              check(features, query.entities().size());
              ticket.take(features * query.entities().size());
              return client.read(query);
            })
        .thenApply(
            vectors -> {
              count(query, vectors);
              return vectors;
            });
  }

  private static int size(ViewFeatures view, PublishedLayout layout) {
    return view.features().isEmpty()
        ? layout.layout().features().size() + layout.ages().size()
        : view.features().size();
  }

  private void check(long features, int entities) {
    if (features > limits.features()) {
      throw tooMuch(features + " features, but " + limits.features() + " are the most");
    }
    if (features * entities > limits.values()) {
      throw tooMuch(
          features
              + " features of "
              + entities
              + " entities, but "
              + limits.values()
              + " values are the most");
    }
  }

  private static GatewayException tooMuch(String message) {
    return new GatewayException(
        ErrorCode.LIMIT_EXCEEDED, "The request asks for " + message + "; ask for fewer at a time");
  }

  private void count(FeatureQuery query, FeatureVectors vectors) {
    Duration maxAge = query.maxAge();
    long oldest = maxAge == null ? Long.MIN_VALUE : System.currentTimeMillis() - maxAge.toMillis();
    String view = "";
    for (int column = 0; column < vectors.columns().size(); column++) {
      if (vectors.columns().get(column).view().equals(view)) {
        continue;
      }
      view = vectors.columns().get(column).view();
      long missing = 0;
      long outdated = 0;
      for (int entity = 0; entity < vectors.size(); entity++) {
        Long time = vectors.featureTimestamp(entity, column);
        if (time == null) {
          missing++;
        } else if (time < oldest) {
          outdated++;
        }
      }
      metrics.read(view, RowStatus.MISSING, missing);
      metrics.read(view, RowStatus.OUTDATED, outdated);
      metrics.read(view, RowStatus.FOUND, vectors.size() - missing - outdated);
    }
  }
}
