package io.freshet.serving.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.serving.FeatureClient;
import io.freshet.serving.gateway.TestingClient.Result;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway does when clients, the store or its owner end what they began. */
class GatewayFaultsIT {
  private static final String ROW =
      "GET /v1/views/user/ann?features=city HTTP/1.1\r\nHost: here\r\n\r\n";
  private static final String BODY =
      "{\"features\": [\"user:city\"], \"entities\": {\"user_id\": [\"ann\"]}}";
  private static final String FEAST =
      "POST /get-online-features HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
          + "Content-Length: "
          + BODY.length()
          + "\r\n\r\n"
          + BODY;
  private static final int PATIENCE_MILLIS = 15_000;

  @TempDir static Path directory;
  private static TestingStore store;
  private static FeatureClient features;
  private static Gateway gateway;

  @BeforeAll
  static void start() {
    store = TestingStore.start(directory);
    features = FeatureClient.at(store.uri());
    gateway = gateway(features, Limits.DEFAULT);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    features.close();
    store.close();
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
    String bad = "GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n";
    try (Socket socket = connect()) {
      send(socket, ROW + bad + FEAST + bad + ROW.replace("/ann", "/eve") + bad.repeat(200) + ROW);
      socket.shutdownOutput();
      assertThat(statuses(read(socket)))
          .startsWith("200", "404", "200", "404", "200", "404")
          .endsWith("404", "200")
          .hasSize(206);
    }
  }

  @Test
  void aRequestInManyPiecesIsOneRequest() throws Exception {
    try (Socket socket = connect()) {
      for (byte piece :
          FEAST.replace("1.1\r\n", "1.1\r\nConnection: close\r\n").getBytes(ISO_8859_1)) {
        socket.getOutputStream().write(piece);
        socket.getOutputStream().flush();
      }
      assertThat(read(socket)).startsWith("HTTP/1.1 200 OK").endsWith("}");
    }
  }

  @Test
  void whoAsksBeforeSendingIsToldWhetherTo() throws Exception {
    String asking =
        "POST /get-online-features HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: ";
    try (Socket socket = connect()) {
      send(socket, asking + "2000000\r\n\r\n" + asking + BODY.length() + "\r\n\r\n" + BODY);
      socket.shutdownOutput();
      String answers = read(socket);
      assertThat(statuses(answers)).containsExactly("413", "100", "200");
      assertThat(answers).contains("\"code\":\"body_too_large\"");
    }
  }

  @Test
  void whatIsNoRequestIsAnsweredAndEnded() throws Exception {
    for (String request :
        List.of(
            "hello\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/9\r\n\r\n",
            "GET /health HTTP/1.1\r\nbroken header\r\n\r\n",
            "POST /get-online-features HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
            "POST /get-online-features HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "POST /get-online-features HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      try (Socket socket = connect()) {
        send(socket, request);
        String answer = read(socket);
        assertThat(answer).as(request).startsWith("HTTP/1.1 400 Bad Request");
        assertThat(answer).contains("\"code\":\"invalid_request\"");
      }
    }
  }

  @Test
  void noInputMakesTheGatewayFailOrHang() throws Exception {
    Random random = new Random(7);
    String[] seeds = {ROW, FEAST, ROW.replace("views/user/ann?", "rows/user?user_id=ann&"), BODY};
    for (int i = 0; i < 1500; i++) {
      String mutated = mutate(seeds[i % seeds.length], random);
      try (Socket socket = connect()) {
        send(socket, i % seeds.length == 3 ? post(mutated) : mutated);
        socket.shutdownOutput();
        assertThat(read(socket)).as(mutated).doesNotContain("HTTP/1.1 5");
      } catch (SocketException e) {
        // the gateway ended a connection that went on sending: its right
        continue;
      }
    }
    assertThat(TestingClient.of(gateway).get("/v1/views/user/ann").status()).isEqualTo(200);
  }

  @Test
  void anOutageOfTheStoreIsToldAtOnceAndOver(@TempDir Path other) throws Exception {
    try (TestingStore mortal = TestingStore.start(other);
        FeatureClient client = FeatureClient.at(mortal.uri());
        Gateway served = gateway(client, Limits.DEFAULT)) {
      TestingClient http = TestingClient.of(served);
      assertThat(http.get("/v1/views/user/ann").status()).isEqualTo(200);

      mortal.redis().kill();
      Result row = http.get("/v1/views/user/ann");
      assertThat(row.status()).isEqualTo(503);
      assertThat(row.code()).isEqualTo("store_unavailable");
      assertThat(row.text()).doesNotContain("127.0.0.1");
      assertThat(row.response().headers().firstValue("retry-after")).hasValue("1");
      assertThat(http.feast("[\"user:city\"]", "{\"user_id\": [\"ann\"]}").status()).isEqualTo(503);
      assertThat(http.get("/health").status()).isEqualTo(503);
      assertThat(http.get("/health/live").status()).isEqualTo(200);

      mortal.redis().start();
      mortal.fill();
      assertThat(http.get("/v1/views/user/ann").status()).isEqualTo(200);
      assertThat(http.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void aStoreThatNeverAnswersIsNotWaitedFor() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FeatureClient client = FeatureClient.at("redis://127.0.0.1:" + silent.getLocalPort());
        Gateway served = gateway(client, Limits.DEFAULT.withPatience(Duration.ofMillis(200)))) {
      TestingClient http = TestingClient.of(served);
      assertThat(http.get("/v1/views/user/ann").code()).isEqualTo("store_unavailable");
      assertThat(http.get("/health").status()).isEqualTo(503);
      assertThat(http.get("/metrics").text()).contains("freshet_gateway_values_in_flight 100\n");
    }
  }

  @Test
  void aDamagedRowIsNoFaultOfTheClient() {
    RedisClient redis = RedisClient.create(store.uri());
    try (StatefulRedisConnection<String, String> connection = redis.connect()) {
      connection.sync().set("shop:user:damaged", "no row at all");
      Result result = TestingClient.of(gateway).get("/v1/views/user/damaged");
      assertThat(result.status()).isEqualTo(500);
      assertThat(result.code()).isEqualTo("store_refused");
      assertThat(result.text()).doesNotContain("127.0.0.1");
    } finally {
      redis.shutdown();
    }
  }

  @Test
  void requestsUnderWayAreAnsweredBeforeTheEnd() throws Exception {
    RedisClient redis = RedisClient.create(store.uri());
    Gateway ending = gateway(features, Limits.DEFAULT.withPatience(Duration.ofSeconds(10)));
    try (StatefulRedisConnection<String, String> connection = redis.connect();
        Socket idle = new Socket("127.0.0.1", URI.create(ending.uri()).getPort())) {
      TestingClient http = TestingClient.of(ending);
      assertThat(http.get("/v1/views/user/ann").status()).isEqualTo(200);
      connection
          .sync()
          .dispatch(
              io.lettuce.core.protocol.CommandType.CLIENT,
              new io.lettuce.core.output.StatusOutput<>(io.lettuce.core.codec.StringCodec.UTF8),
              new io.lettuce.core.protocol.CommandArgs<>(io.lettuce.core.codec.StringCodec.UTF8)
                  .add("PAUSE")
                  .add(1000));
      CompletableFuture<Result> underWay =
          CompletableFuture.supplyAsync(() -> http.get("/v1/views/user/ann"));
      TestingClient watch = TestingClient.of(ending);
      while (watch.get("/metrics").text().contains("values_in_flight 100\n")) {
        Thread.onSpinWait();
      }
      ending.close();
      assertThat(underWay.get().status()).isEqualTo(200);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    } finally {
      redis.shutdown();
    }
  }

  private static Gateway gateway(FeatureClient client, Limits limits) {
    return Gateway.start(
        client,
        TestingStore.CATALOGUE,
        new GatewayOptions(GatewayOptions.DEFAULT_HOST, 0, null, List.of(), limits));
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", URI.create(gateway.uri()).getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static String read(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  private static List<String> statuses(String answers) {
    return Pattern.compile("HTTP/1\\.1 (\\d+) ")
        .matcher(answers)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String post(String body) {
    return "POST /get-online-features HTTP/1.1\r\nHost: here\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String mutate(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0 && !mutated.isEmpty(); i--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(5)) {
        case 0 -> mutated.setCharAt(at, (char) random.nextInt(256));
        case 1 -> mutated.deleteCharAt(at);
        case 2 -> mutated.insert(at, "%/?&=\"{}[]:,\\\r\n \0".charAt(random.nextInt(17)));
        case 3 -> mutated.insert(at, mutated.substring(random.nextInt(at + 1), at));
        default -> mutated.setLength(Math.max(at, 1));
      }
    }
    return mutated.toString();
  }
}
