package io.freshet.sinks.redis.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names of what a pipeline keeps in Redis.
 *
 * <ul>
 *   <li>{@code <pipeline>:<view>:<entity key>}: a string, the newest packed row of an entity
 *   <li>{@code <pipeline>/layouts/<view>/<fingerprint>}: a string, a published layout as JSON
 *   <li>{@code <pipeline>/layouts/<view>/current}: a string, the fingerprint published last
 * </ul>
 *
 * Names of pipelines and views hold neither {@code :} nor {@code /}, so that no two can meet.
 */
public final class RedisKeys {
  private final String rowPrefix;
  private final String layoutPrefix;

  private RedisKeys(String rowPrefix, String layoutPrefix) {
    this.rowPrefix = rowPrefix;
    this.layoutPrefix = layoutPrefix;
  }

  /** The keys of a view. */
  public static RedisKeys of(String pipeline, String view) {
    checkName(pipeline);
    checkName(view);
    return new RedisKeys(pipeline + ":" + view + ":", pipeline + "/layouts/" + view + "/");
  }

  /** Key of an entity's row. */
  public byte[] row(String entityKey) {
    return bytes(rowPrefix + entityKey);
  }

  /** Key of the layout with a fingerprint. */
  public byte[] layout(long fingerprint) {
    return bytes(String.format("%s%016x", layoutPrefix, fingerprint));
  }

  /** Key of the fingerprint published last. */
  public byte[] currentLayout() {
    return bytes(layoutPrefix + "current");
  }

  /** What all row keys of the view, and no others, begin with. */
  public String rowPrefix() {
    return rowPrefix;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisKeys keys && rowPrefix.equals(keys.rowPrefix);
  }

  @Override
  public int hashCode() {
    return rowPrefix.hashCode();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "'" + name + "' can be no part of a Redis key; it is empty or holds ':' or '/'");
    }
  }
}
