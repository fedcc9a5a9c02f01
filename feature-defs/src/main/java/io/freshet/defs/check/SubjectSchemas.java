package io.freshet.defs.check;

/** Looks up schemas in a registry. */
@FunctionalInterface
public interface SubjectSchemas {

  /**
   * The newest schema of a subject, as Avro JSON.
   *
   * @throws java.io.IOException if the registry has no such subject or cannot be reached; the
   *     message says which
   */
  String latest(String subject) throws java.io.IOException;
}
