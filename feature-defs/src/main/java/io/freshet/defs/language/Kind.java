package io.freshet.defs.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document can define. */
@SuppressWarnings("ImmutableEnumChecker") // shapes are immutable, which the checker cannot see
public enum Kind {
  PIPELINE(PipelineKeys.SHAPE),
  SOURCE(SourceKeys.SHAPE),
  ENTITY(EntityKeys.SHAPE),
  FEATURE_VIEW(ViewKeys.SHAPE);

  /** The key that tells a document's kind. */
  public static final String KEY = "kind";

  /** Kinds that a later version will know, with what to do until then. */
  public static final Map<String, String> PLANNED =
      Map.of(
          "Dimension",
          "remove it, and let the producer write the columns you need into the events themselves");

  private final Shape shape;

  Kind(Shape shape) {
    this.shape = shape;
  }

  /** Its keys; {@link #KEY} is not among them. */
  public Shape shape() {
    return shape;
  }

  /** The kind as documents write it. */
  public String title() {
    return shape.title();
  }

  /** The kind that documents write as {@code title}. */
  public static Optional<Kind> byTitle(String title) {
    return Arrays.stream(values()).filter(kind -> kind.title().equals(title)).findFirst();
  }

  /** All kinds as documents write them. */
  public static List<String> titles() {
    return Arrays.stream(values()).map(Kind::title).toList();
  }
}
