package io.freshet.jobs.verify;

import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param entitiesChecked entities, over all views
 * @param valuesChecked feature values, each store for itself
 * @param entitiesByView entities that the naive evaluator knows, by view
 * @param differences what is not right, the first 1,000 of them
 * @param differencesInAll how many there are
 */
public record VerifyReport(
    long entitiesChecked,
    long valuesChecked,
    Map<String, Long> entitiesByView,
    List<Difference> differences,
    long differencesInAll) {

  public VerifyReport {
    entitiesByView = Map.copyOf(entitiesByView);
    differences = List.copyOf(differences);
  }
}
