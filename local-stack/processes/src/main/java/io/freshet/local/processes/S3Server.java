package io.freshet.local.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An S3 server as a child process: S3Proxy before a folder.
 *
 * <p>It checks signatures, and of several puts of one key with {@code If-None-Match: *} one
 * succeeds. A bucket is a folder and an object a file in it. Buckets and objects survive {@link
 * #kill()}, {@link #stop()} and {@link #restart()}, as the address does. Thread-safe.
 */
public final class S3Server implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration CLOCK_STEP = Duration.ofMillis(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerProcess server;
  private final Proxy proxy;

  private S3Server(ServerProcess server, Proxy proxy) {
    this.server = server;
    this.proxy = proxy;
  }

  /**
   * Starts a server with its data in {@code directory}, which is made if it is missing.
   *
   * @throws StackException if the jars are missing or the server does not start
   */
  public static S3Server start(Path directory) {
    Path home = directory.toAbsolutePath();
    Proxy proxy = new Proxy(home, Installation.s3ClassPath(), random("access-"), random("secret-"));
    S3Server s3 = new S3Server(new ServerProcess("s3", home, 1, START_PATIENCE, proxy), proxy);
    s3.start();
    return s3;
  }

  private static String random(String prefix) {
    return prefix + UUID.randomUUID();
  }

  /** Starts the server where it was before. Does nothing if it runs. */
  public void start() {
    server.start();
  }

  /** Stops the server in order. */
  public void stop() {
    server.stop();
  }

  /** Kills the server as a crash would. */
  public void kill() {
    server.kill();
  }

  /** Stops the server if it runs, and starts it on the same port with the same objects. */
  public void restart() {
    server.restart();
  }

  /**
   * Makes a bucket; does nothing if there is one.
   *
   * @return the folder that holds its objects, each under its key
   */
  public Path bucket(String name) {
    try {
      return Files.createDirectories(proxy.data().resolve(name));
    } catch (IOException e) {
      throw StackException.files("The bucket " + name + " could not be made.", e);
    }
  }

  /** The address for clients, {@code http://127.0.0.1:PORT}; buckets stand in the path. */
  public String endpoint() {
    return Proxy.url(server.ports());
  }

  /** The id of the only key. */
  public String accessKey() {
    return proxy.accessKey();
  }

  /** The secret of the only key. */
  public String secretKey() {
    return proxy.secretKey();
  }

  /** The process of the last start. */
  public ChildProcess process() {
    return server.process();
  }

  /** Stops the server for good. The objects stay. */
  @Override
  public void close() {
    server.close();
  }

  /** Command line, settings and readiness of the server. */
  private record Proxy(Path home, String classPath, String accessKey, String secretKey)
      implements Server {

    Path data() {
      return home.resolve("data");
    }

    @Override
    public List<String> prepare(Ports ports, Path temporary) throws IOException {
      return JavaCommand.ofClass(
              List.of(
                  "-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-DLOG_LEVEL=warn"),
              classPath,
              "io.freshet.local.s3.S3Main")
          .line(
              temporary,
              Files.createDirectories(data()).toString(),
              url(ports),
              accessKey,
              secretKey);
    }

    static String url(Ports ports) {
      return "http://127.0.0.1:" + ports.main();
    }

    /** Tells a server of others on the port by the time at which it started. */
    @Override
    public boolean isReady(Ports ports, ChildProcess process)
        throws IOException, InterruptedException {
      JsonNode health = JSON.readTree(Probes.get(url(ports) + "/healthz"));
      Instant launched = Instant.parse(health.path("launchTime").asText());
      Instant ours =
          ProcessHandle.of(process.pid()).flatMap(p -> p.info().startInstant()).orElse(launched);
      if (launched.isBefore(ours.minus(CLOCK_STEP))) {
        throw new IOException("another server answers on port " + ports.main());
      }
      return true;
    }
  }
}
