package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a Pipeline. */
public final class PipelineKeys {
  public static final Key NAME =
      Key.required(
          "name",
          Form.Single.NAME,
          "shop",
          "Prefixes everything that the pipeline writes: topics, online keys, tables, consumer"
              + " group.");

  public static final Shape SHAPE =
      new Shape(
          "Pipeline",
          "pipeline",
          "Names the pipeline. Without this document its name is the folder's.",
          List.of(NAME),
          Map.of());

  private PipelineKeys() {}
}
