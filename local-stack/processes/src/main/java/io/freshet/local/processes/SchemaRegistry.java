package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A schema registry as a child process: Apicurio, with the API of the Confluent Schema Registry.
 *
 * <p>Schemas are kept in a directory and survive {@link #kill()}, {@link #stop()} and {@link
 * #restart()}, as the address does. A new schema of a subject must be able to read what the one
 * before wrote ({@code BACKWARD}). Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final ServerProcess server;

  private SchemaRegistry(ServerProcess server) {
    this.server = server;
  }

  /**
   * Starts a registry with its data in {@code directory}, which is made if it is missing.
   *
   * @throws StackException if the jars are missing or the registry does not start
   */
  public static SchemaRegistry start(Path directory) {
    SchemaRegistry registry = at(directory);
    registry.start();
    return registry;
  }

  /** A registry that does not run yet. */
  static SchemaRegistry at(Path directory) {
    Path home = directory.toAbsolutePath();
    Apicurio apicurio = new Apicurio(home, Installation.registryJar());
    return new SchemaRegistry(new ServerProcess("registry", home, 1, START_PATIENCE, apicurio));
  }

  /** Starts the registry where it was before. Does nothing if it runs. */
  public void start() {
    server.start();
  }

  /** Stops the registry in order. */
  public void stop() {
    server.stop();
  }

  /** Kills the registry as a crash would. */
  public void kill() {
    server.kill();
  }

  /** Stops the registry if it runs, and starts it on the same port with the same schemas. */
  public void restart() {
    server.restart();
  }

  /** The base address for clients of the Confluent API, without a slash at its end. */
  public String url() {
    return Apicurio.host(server.ports().main()) + Apicurio.API;
  }

  /** The port for clients. */
  public int port() {
    return server.ports().main();
  }

  /** The process of the last start. */
  public ChildProcess process() {
    return server.process();
  }

  /** Stops the registry for good. The schemas stay. */
  @Override
  public void close() {
    server.close();
  }

  /** Command line and readiness of the registry. */
  private record Apicurio(Path home, Path jar) implements Server {

    static final String API = "/apis/ccompat/v7";
    private static final String INFO = "/apis/registry/v3/system/info";

    static String host(int port) {
      return "http://127.0.0.1:" + port;
    }

    @Override
    public List<String> prepare(Ports ports, Path temporary) {
      return JavaCommand.ofJar(
              List.of(
                  "-Xmx192m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Dapicurio.app.name=" + identity(ports),
                  "-Dquarkus.http.host=127.0.0.1",
                  "-Dquarkus.http.port=" + ports.main(),
                  "-Dquarkus.http.access-log.enabled=false",
                  "-Dapicurio.storage.kind=sql",
                  "-Dapicurio.storage.sql.kind=h2",
                  "-Dapicurio.datasource.url=" + database()),
              jar)
          .line(temporary);
    }

    /** Written at once: a schema that a client knows must survive a kill. */
    private String database() {
      return "jdbc:h2:file:" + home.resolve("schemas") + ";WRITE_DELAY=0";
    }

    @Override
    public boolean isReady(Ports ports, ChildProcess process)
        throws IOException, InterruptedException {
      String host = host(ports.main());
      if (!Probes.get(host + INFO).contains('"' + identity(ports) + '"')) {
        throw new IOException("another registry answers on port " + ports.main());
      }
      // the registry's own default is NONE
      Probes.put(host + API + "/config", "{\"compatibility\": \"BACKWARD\"}");
      return Probes.get(host + API + "/config").contains("BACKWARD");
    }

    private String identity(Ports ports) {
      return "freshet-" + ProcessHandle.current().pid() + "-" + ports.main();
    }
  }
}
