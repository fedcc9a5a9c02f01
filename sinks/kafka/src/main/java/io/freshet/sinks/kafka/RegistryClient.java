package io.freshet.sinks.kafka;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Reads and registers Avro schemas at plan time, over the API that Confluent's registry, Apicurio
 * and Karapace share.
 *
 * <p>It takes the properties that Flink's own Avro formats take ({@code basic.auth.*}, {@code
 * bearer.auth.*}, {@code schema.registry.ssl.*}); credentials may also stand in the address. No
 * message shows them. Every call asks the registry: nothing is cached. Thread-safe.
 */
public final class RegistryClient {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int INVALID = 422;

  private final String baseUrl;
  private final RestService rest;

  /**
   * A client of the registry at {@code url}; connects with the first call.
   *
   * @param url base of the API, for example {@code http://localhost:8081}
   * @param properties client properties; may be empty
   */
  public RegistryClient(String url, Map<String, String> properties) {
    RegistryUrl parsed = RegistryUrl.parse(url);
    this.baseUrl = parsed.url();
    this.rest = new RestService(baseUrl);
    Map<String, String> all = parsed.properties(properties);
    if (!all.isEmpty()) {
      configure(rest, all);
    }
  }

  /** The registry that rows are published with. */
  public static RegistryClient of(KafkaSinkOptions options) {
    return new RegistryClient(options.registryUrl(), options.registry());
  }

  /** Base of the API, without credentials. */
  public String baseUrl() {
    return baseUrl;
  }

  /**
   * The newest schema of a subject, as Avro JSON.
   *
   * @throws IOException if the registry has no such subject, has no Avro schema under it, refuses
   *     or cannot be reached; the message says which
   */
  public String latestSchema(String subject) throws IOException {
    Schema schema;
    try {
      schema = rest.getLatestVersion(subject);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new IOException(
            "The schema registry at "
                + baseUrl
                + " has no subject '"
                + subject
                + "'; register its schema or correct the name",
            e);
      }
      throw refused("did not give the schema of '" + subject + "'", e);
    } catch (IOException e) {
      throw unreachable(e);
    }
    if (!"AVRO".equals(schema.getSchemaType()) || !schema.getReferences().isEmpty()) {
      throw new IOException(
          "The newest schema of subject '"
              + subject
              + "' is of type "
              + schema.getSchemaType()
              + " with "
              + schema.getReferences().size()
              + " references; only Avro schemas without references can be read");
    }
    return schema.getSchema();
  }

  /**
   * Registers a schema, or finds it where it is registered already.
   *
   * @return the id under which records name it
   * @throws SchemaRefusedException if the registry finds it invalid or incompatible with the
   *     subject's older schemas
   * @throws IOException if the registry cannot be reached or refuses for another reason
   */
  public int register(String subject, String schemaJson) throws IOException {
    try {
      return rest.registerSchema(schemaJson, subject);
    } catch (RestClientException e) {
      throw switch (e.getStatus()) {
        case CONFLICT ->
            new SchemaRefusedException(
                "The schema is incompatible with those registered before under '"
                    + subject
                    + "' at "
                    + baseUrl
                    + ": "
                    + e.getMessage()
                    + "; give what changed its type a new name, or, if no reader needs the old"
                    + " records, relax the subject's compatibility or delete the subject",
                e);
        case INVALID ->
            new SchemaRefusedException(
                "The schema registry at "
                    + baseUrl
                    + " finds the schema for '"
                    + subject
                    + "' invalid: "
                    + e.getMessage(),
                e);
        default -> refused("did not register a schema for '" + subject + "'", e);
      };
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public String toString() {
    return "RegistryClient[" + baseUrl + "]";
  }

  /** The caching client knows how to set up authentication and TLS; only that is used of it. */
  private static void configure(RestService rest, Map<String, String> properties) {
    new CachedSchemaRegistryClient(rest, 1, properties);
  }

  private IOException refused(String what, RestClientException e) {
    String remedy =
        switch (e.getStatus()) {
          case 401, 403 -> "; check the credentials in the registry section of the environment";
          case NOT_FOUND -> "; check that registry.url is the base of a Confluent-compatible API";
          default -> "";
        };
    return new IOException(
        "The schema registry at "
            + baseUrl
            + " "
            + what
            + ": HTTP "
            + e.getStatus()
            + ", "
            + e.getMessage()
            + remedy,
        e);
  }

  private IOException unreachable(IOException e) {
    return new IOException(
        "The schema registry at "
            + baseUrl
            + " cannot be reached ("
            + e
            + "); check registry.url in the environment and that the registry runs",
        e);
  }
}
