package io.freshet.jobs;

import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.env.Environment;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;

/** Looks up subjects in the registry of an environment. */
public final class RegistrySubjects {
  private RegistrySubjects() {}

  /** The registry's subjects; every look-up fails if the environment has no registry. */
  public static SubjectSchemas of(Environment environment) {
    Environment.Registry registry = environment.registry();
    if (registry == null) {
      return subject -> {
        throw new IOException("the environment has no registry; add registry: {url: ...}");
      };
    }
    return new RegistryClient(registry.url(), registry.properties())::latestSchema;
  }
}
