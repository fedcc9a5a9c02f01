package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Redis server as a child process.
 *
 * <p>The address survives {@link #kill()}, {@link #stop()} and {@link #restart()}; the data do so
 * with {@link Persistence#APPEND_ONLY}. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  /** What a restart finds. */
  public enum Persistence {
    /** Nothing: data are only in memory. */
    NONE("no"),
    /** What was written, but for the last second before a kill. */
    APPEND_ONLY("yes");

    private final String appendOnly;

    Persistence(String appendOnly) {
      this.appendOnly = appendOnly;
    }
  }

  /**
   * What may be chosen about a server.
   *
   * @param arguments further arguments of {@code redis-server}, stronger than the built-in ones,
   *     such as {@code --maxmemory 100mb} as two elements
   */
  public record Options(Persistence persistence, List<String> arguments) {
    /** Data only in memory. */
    public static final Options DEFAULT = new Options(Persistence.NONE, List.of());

    public Options {
      arguments = List.copyOf(arguments);
    }
  }

  private final ServerProcess server;

  private RedisServer(ServerProcess server) {
    this.server = server;
  }

  /** Starts a server that keeps its data in memory, and its files in {@code directory}. */
  public static RedisServer start(Path directory) {
    return start(directory, Options.DEFAULT);
  }

  /**
   * Starts a server with its files in {@code directory}, which is made if it is missing.
   *
   * @throws StackException if no server runs on this machine or it does not start
   */
  public static RedisServer start(Path directory, Options options) {
    RedisServer redis = at(directory, options);
    redis.start();
    return redis;
  }

  /** A server that does not run yet. */
  static RedisServer at(Path directory, Options options) {
    Path home = directory.toAbsolutePath();
    return new RedisServer(
        new ServerProcess("redis", home, 1, START_PATIENCE, new Redis(home, options)));
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

  /** Stops the server if it runs, and starts it on the same port with the data that it kept. */
  public void restart() {
    server.restart();
  }

  /** Kills the server if it runs, and starts it on the same port without any data. */
  public void restartEmpty() {
    server.kill();
    server.stop();
    Redis.deleteData(server.directory());
    server.start();
  }

  /** The address for clients, {@code redis://127.0.0.1:PORT}. */
  public String uri() {
    return "redis://127.0.0.1:" + port();
  }

  /** The port for clients. */
  public int port() {
    return server.ports().main();
  }

  /** The process of the last start. */
  public ChildProcess process() {
    return server.process();
  }

  /** Stops the server for good. */
  @Override
  public void close() {
    server.close();
  }

  /** Command line, files and readiness of a Redis server. */
  private record Redis(Path home, Options options) implements Server {

    @Override
    public List<String> prepare(Ports ports, Path temporary) throws IOException {
      List<String> line = new ArrayList<>();
      line.add(RedisBinary.find(home).toString());
      line.addAll(List.of("--bind", "127.0.0.1", "--port", String.valueOf(ports.main())));
      line.addAll(List.of("--daemonize", "no", "--dir", home.toString(), "--save", ""));
      line.addAll(List.of("--appendonly", options.persistence().appendOnly));
      line.addAll(options.arguments());
      return line;
    }

    @Override
    public boolean isReady(Ports ports, ChildProcess process) throws IOException {
      return Probes.redisProcess(ports.main()) == process.pid();
    }

    /** Redis 6 keeps one append-only file, Redis 7 a directory of them. */
    static void deleteData(Path home) {
      try (Stream<Path> files = Files.list(home)) {
        List<Path> data =
            files
                .filter(
                    file -> {
                      String name = file.getFileName().toString();
                      return name.startsWith("appendonly") || name.endsWith(".rdb");
                    })
                .toList();
        for (Path file : data) {
          FileTree.delete(file);
        }
      } catch (IOException e) {
        throw StackException.files("The data of Redis could not be deleted in " + home + ".", e);
      }
    }
  }
}
