package io.freshet.serving.gateway;

import io.freshet.serving.gateway.FeastPlan.Features;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps plans: a model asks for the same features again and again. Thread-safe. */
final class FeastPlans {
  private static final int MOST = 200;

  private final ConcurrentMap<Features, FeastPlan> plans = new ConcurrentHashMap<>();

  /**
   * The plan of a request.
   *
   * @throws GatewayException if names of features are malformed or meet
   */
  FeastPlan of(FeastRequest request) {
    if (request.service() != null) {
      return FeastPlan.ofAll(request.service());
    }
    Features features = new Features(request.features(), request.fullNames());
    FeastPlan known = plans.get(features);
    if (known != null) {
      return known;
    }
    FeastPlan plan = FeastPlan.of(features);
    if (plans.size() >= MOST) {
      plans.clear();
    }
    plans.put(features, plan);
    return plan;
  }
}
