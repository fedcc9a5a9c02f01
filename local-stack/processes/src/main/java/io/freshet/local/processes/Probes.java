package io.freshet.local.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks servers for a sign of life in their own protocols. Every probe ends within seconds. */
final class Probes {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 5_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(CONNECT_MILLIS))
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private Probes() {}

  /**
   * The id of the Kafka cluster at an address.
   *
   * @throws Exception if no broker takes part in it
   */
  static String kafkaCluster(String address) throws Exception {
    // the admin client would try and log for long where nobody listens
    connect(portOf(address)).close();
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    Admin admin = Admin.create(settings);
    try {
      var cluster = admin.describeCluster();
      if (cluster.nodes().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).isEmpty()) {
        throw new IOException("the broker is not part of its cluster yet");
      }
      return cluster.clusterId().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /**
   * The process id of the Redis server at a port.
   *
   * @throws IOException if it does not answer {@code PING} with {@code PONG}
   */
  static long redisProcess(int port) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write("PING\r\nINFO server\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = answer.readLine();
      if (!"+PONG".equals(line)) {
        throw new IOException("Redis answered " + line);
      }
      while (line != null && !line.startsWith("process_id:")) {
        line = answer.readLine();
      }
      if (line == null) {
        throw new IOException("Redis closed the connection");
      }
      return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    }
  }

  /**
   * The body of an answer to a {@code GET}.
   *
   * @throws IOException if the status is not 200
   */
  static String get(String url) throws IOException, InterruptedException {
    return send(request(url).GET().build());
  }

  /** The body of an answer to a {@code PUT} of JSON. */
  static String put(String url, String json) throws IOException, InterruptedException {
    return send(
        request(url)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(ANSWER_MILLIS));
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s %s answered %d: %s"
              .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
