package io.freshet.cli;

import io.freshet.defs.env.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Guesses which pipelines have a view by what else they write: offline tables and topics. The
 * online store itself could only be asked by going through all of its keys.
 */
final class PipelineNames {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Environment environment;

  PipelineNames(Environment environment) {
    this.environment = environment;
  }

  /** Names of pipelines that may have a view; not all of them need to. */
  SortedSet<String> withView(String view) {
    SortedSet<String> names = new TreeSet<>();
    Environment.Offline offline = environment.offline();
    if (offline != null && offline.root().startsWith("file:")) {
      names.addAll(withTable(Path.of(URI.create(offline.root())), view));
    }
    Environment.Kafka kafka = environment.kafka();
    if (names.isEmpty() && kafka != null) {
      names.addAll(withTopic(kafka.properties(), ".features." + view));
    }
    return names;
  }

  private static Collection<String> withTable(Path root, String view) {
    try (Stream<Path> pipelines = Files.list(root)) {
      return pipelines
          .filter(pipeline -> Files.isDirectory(pipeline.resolve(view)))
          .map(pipeline -> pipeline.getFileName().toString())
          .toList();
    } catch (IOException e) {
      return new TreeSet<>();
    }
  }

  private static Collection<String> withTopic(Map<String, String> kafka, String suffix) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
    properties.putIfAbsent("request.timeout.ms", PATIENCE_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      return admin.listTopics().names().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
          .filter(topic -> topic.endsWith(suffix))
          .map(topic -> topic.substring(0, topic.length() - suffix.length()))
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      return new TreeSet<>();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TreeSet<>();
    }
  }
}
