package io.freshet.local.processes;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the jars of the servers are: named by a system property, or in the checkout that this code
 * or the working directory is part of.
 */
final class Installation {

  /** The directory that holds the jars of the Kafka broker. */
  static final String BROKER_PROPERTY = "freshet.broker.lib";

  /** The directory that holds the unpacked schema registry, itself or one or two levels down. */
  static final String REGISTRY_PROPERTY = "freshet.registry.home";

  /** The directory that holds the jars of the S3 server in {@code lib}, and {@code classes}. */
  static final String S3_PROPERTY = "freshet.s3.home";

  private static final String BROKER_FOLDER = "local-stack/broker/target/lib";
  private static final String REGISTRY_FOLDER = "local-stack/registry/target";
  private static final String S3_FOLDER = "local-stack/s3/target";

  private Installation() {}

  /** Holds the jars of the Kafka broker. */
  static Path brokerLib() {
    return home("Kafka broker", BROKER_PROPERTY, BROKER_FOLDER, "kafka_");
  }

  /** The class path of the S3 server. */
  static String s3ClassPath() {
    Path home = home("S3 server", S3_PROPERTY, S3_FOLDER, "s3proxy-");
    return home.resolve("classes") + File.pathSeparator + home.resolve("lib") + "/*";
  }

  /** Holds the unpacked schema registry. */
  static Path registryHome() {
    return named(REGISTRY_PROPERTY)
        .or(() -> inCheckout(REGISTRY_FOLDER))
        .orElseThrow(() -> missing("schema registry", REGISTRY_FOLDER, REGISTRY_PROPERTY));
  }

  /** The jar that runs the schema registry; its class path stands in its manifest. */
  static Path registryJar() {
    Path home = registryHome();
    return find(home, 3, "apicurio-registry-app-")
        .orElseThrow(() -> missing("schema registry", home.toString(), REGISTRY_PROPERTY));
  }

  private static Path home(String what, String property, String folder, String jar) {
    Path home =
        named(property)
            .or(() -> inCheckout(folder))
            .orElseThrow(() -> missing(what, folder, property));
    if (find(home, 2, jar).isEmpty()) {
      throw missing(what, home.toString(), property);
    }
    return home;
  }

  private static Optional<Path> named(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .map(Path::of)
        .map(Path::toAbsolutePath);
  }

  private static Optional<Path> inCheckout(String folder) {
    return Stream.of(codeSource(), Optional.of(Path.of("").toAbsolutePath()))
        .flatMap(Optional::stream)
        .flatMap(start -> Stream.iterate(start, path -> path != null, Path::getParent))
        .map(ancestor -> ancestor.resolve(folder))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static Optional<Path> codeSource() {
    try {
      CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
      return source == null
          ? Optional.empty()
          : Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath());
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> find(Path directory, int depth, String prefix) {
    try (Stream<Path> files =
        Files.find(
            directory,
            depth,
            (path, attributes) ->
                path.getFileName().toString().startsWith(prefix)
                    && path.toString().endsWith(".jar"))) {
      return files.findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static StackException missing(String what, String where, String property) {
    return new StackException(
        StackException.Code.NOT_BUILT,
        "The jars of the " + what + " are missing.",
        "they are not in "
            + where
            + ", looked for from the code and from "
            + Path.of("").toAbsolutePath()
            + " upwards",
        "build the project (mvn verify), or name the directory with -D" + property + "=DIR");
  }
}
