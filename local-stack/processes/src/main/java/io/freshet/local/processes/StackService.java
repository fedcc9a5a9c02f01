package io.freshet.local.processes;

import java.util.Locale;

/** The servers of a local stack, in the order in which they are listed. */
public enum StackService {
  /** Kafka. */
  BROKER,
  /** The schema registry. */
  REGISTRY,
  /** The online store. */
  REDIS;

  /** The name in files and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
