package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** Notes when an element is completed. */
record TestingResult(String element, List<String> results) implements ResultFuture<FeatureRow> {

  @Override
  public void complete(Collection<FeatureRow> rows) {
    results.add(element);
  }

  @Override
  public void completeExceptionally(Throwable failure) {
    results.add("failed");
  }

  @Override
  public void complete(CollectionSupplier<FeatureRow> supplier) {
    throw new UnsupportedOperationException();
  }
}
