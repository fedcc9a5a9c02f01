package io.freshet.defs.env;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where things are. A section is null when the file has none. {@code toString()} never shows a
 * secret. Immutable.
 *
 * @param kafka brokers
 * @param registry schema registry
 * @param online online store
 * @param offline offline store
 * @param flink Flink options
 */
public record Environment(
    @Nullable Kafka kafka,
    @Nullable Registry registry,
    @Nullable Online online,
    @Nullable Offline offline,
    Map<String, String> flink) {

  public Environment {
    flink = Map.copyOf(flink);
  }

  /**
   * Reads an environment file.
   *
   * @param variables values for {@code ${NAME}}
   * @throws EnvironmentException if the file is at fault
   */
  public static Environment load(Path file, Map<String, String> variables)
      throws EnvironmentException {
    return EnvironmentReader.read(file, variables);
  }

  @Override
  public String toString() {
    return "Environment[kafka="
        + kafka
        + ", registry="
        + registry
        + ", online="
        + online
        + ", offline="
        + offline
        + ", flink="
        + Secrets.hide(flink)
        + "]";
  }

  /**
   * Brokers.
   *
   * @param properties any Kafka client property; {@code bootstrap.servers} is there
   */
  public record Kafka(Map<String, String> properties) {
    public Kafka {
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "Kafka" + Secrets.hide(properties);
    }
  }

  /**
   * Schema registry.
   *
   * @param url where it answers; several are separated by commas
   * @param properties any other property of the registry's client
   */
  public record Registry(String url, Map<String, String> properties) {
    public Registry {
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "Registry[url=" + Secrets.hide(url) + ", " + Secrets.hide(properties) + "]";
    }
  }

  /**
   * Online store.
   *
   * @param uri such as {@code redis://localhost:6379}
   * @param properties any other property
   */
  public record Online(String uri, Map<String, String> properties) {
    public Online {
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "Online[uri=" + Secrets.hide(uri) + ", " + Secrets.hide(properties) + "]";
    }
  }

  /**
   * Offline store.
   *
   * @param root a folder on a file system that Flink and Delta can reach, as a URI
   * @param properties any other property, such as the file system's credentials
   */
  public record Offline(String root, Map<String, String> properties) {
    public Offline {
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "Offline[root=" + Secrets.hide(root) + ", " + Secrets.hide(properties) + "]";
    }
  }
}
