package io.freshet.serving.gateway;

import io.freshet.serving.FeatureClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers requests: who asks, for what, and where the answer comes from. Thread-safe. */
final class GatewayService {
  private final Access access;
  private final Views views;
  private final Reads reads;
  private final FeatureClient client;
  private final GatewayMetrics metrics;
  private final Gate gate;
  private final Failures failures = new Failures();

  GatewayService(
      FeatureClient client,
      Catalogue catalogue,
      GatewayOptions options,
      GatewayMetrics metrics,
      Gate gate) {
    this.access = new Access(options.grants());
    this.views = new Views(client, catalogue);
    this.reads = new Reads(client, views, options.limits(), metrics);
    this.client = client;
    this.metrics = metrics;
    this.gate = gate;
  }

  /** Begins to answer a request. Does not block and does not fail. */
  Handling handle(Incoming request) {
    Route route = null;
    try {
      request.ticket().take(Limits.REQUEST_VALUES);
      RequestTarget target = RequestTarget.parse(request.uri());
      route = Route.of(target.segments()).orElse(null);
      if (route == null) {
        throw new GatewayException(
            ErrorCode.UNKNOWN_ROUTE,
            "There is no such path; GET /openapi.json says which there are");
      }
      if (!route.method().equals(request.method())) {
        return new Handling(route, CompletableFuture.completedFuture(otherMethod(route)));
      }
      Caller caller = route.needsToken() ? access.caller(request.authorization()) : Caller.ANYBODY;
      return new Handling(route, answer(route, caller, request, target).exceptionally(this::fault));
    } catch (RuntimeException e) {
      return new Handling(route, CompletableFuture.completedFuture(fault(e)));
    }
  }

  /** What to say when nothing else can be said in time. */
  Answer late() {
    return fault(failures.late());
  }

  /** What to say of a failure. */
  Answer fault(Throwable failure) {
    GatewayException known = failures.explain(failure);
    return Answer.of(known.code(), String.valueOf(known.getMessage()));
  }

  private CompletableFuture<Answer> answer(
      Route route, Caller caller, Incoming request, RequestTarget target) {
    RowParameters parameters = new RowParameters(target.parameters());
    List<String> path = target.segments();
    return switch (route) {
      case ONLINE_FEATURES -> reads.onlineFeatures(caller, request, parameters);
      case VIEWS -> views.all(caller);
      case VIEW -> views.one(caller, path.get(2));
      case ROW ->
          reads.row(
              caller,
              path.get(2),
              keys -> parameters.entity(keys, path.get(3)),
              parameters,
              request.ticket());
      case ROW_BY_KEYS ->
          reads.row(caller, path.get(2), parameters::entity, parameters, request.ticket());
      case METRICS ->
          done(Answer.ok(Body.of(GatewayMetrics.CONTENT_TYPE, metrics.text(gate::taken))));
      case HEALTH -> client.ping().thenApply(pong -> ok());
      case LIVE -> done(ok());
      case OPENAPI -> done(Answer.ok(Body.ofJson(OpenApi.BYTES)));
    };
  }

  private static Answer otherMethod(Route route) {
    String message = route.path() + " is read by " + route.method() + " alone";
    return Answer.of(ErrorCode.METHOD_NOT_ALLOWED, message).withHeader("allow", route.method());
  }

  private static Answer ok() {
    return Answer.ok(Body.ofJson("{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8)));
  }

  private static CompletableFuture<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
