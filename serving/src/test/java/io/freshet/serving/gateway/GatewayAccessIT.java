package io.freshet.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.serving.FeatureClient;
import io.freshet.serving.gateway.TestingClient.Result;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and by which way. */
class GatewayAccessIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final List<Grant> GRANTS =
      List.of(
          Grant.ofSecret("ranking", "ranking-secret", Set.of("user")),
          Grant.ofSecret("everything", "other-secret", Set.of("*")));

  @TempDir static Path directory;
  private static TestingStore store;
  private static FeatureClient features;

  @BeforeAll
  static void start() {
    store = TestingStore.start(directory.resolve("redis"));
    features = FeatureClient.at(store.uri());
  }

  @AfterAll
  static void stop() {
    features.close();
    store.close();
  }

  @Test
  void aTokenOpensItsViewsAlone() {
    try (Gateway gateway = gateway("127.0.0.1", null)) {
      TestingClient anybody = TestingClient.of(gateway);
      TestingClient ranking = anybody.withToken("ranking-secret");

      assertThat(ranking.get("/v1/views/user/ann").status()).isEqualTo(200);
      Result other = ranking.get("/v1/views/pair/ann%7C7");
      assertThat(other.status()).isEqualTo(403);
      assertThat(other.code()).isEqualTo("forbidden");
      assertThat(ranking.get("/v1/views/no_such_view").status()).isEqualTo(403);
      assertThat(
              ranking
                  .feast("[\"user:city\", \"pair:buys\"]", "{\"user_id\":[\"a\"],\"item\":[1]}")
                  .status())
          .isEqualTo(403);
      assertThat(ranking.post("{\"feature_service\":\"x\",\"entities\":{\"u\":[1]}}").status())
          .isEqualTo(403);
      assertThat(ranking.get("/v1/views").json().at("/views"))
          .extracting(view -> view.required("name").asText())
          .containsExactly("user");
      assertThat(ranking.get("/metrics").status()).isEqualTo(200);

      TestingClient everything = anybody.withToken("other-secret");
      assertThat(everything.get("/v1/views/pair/ann%7C7").status()).isEqualTo(200);
      assertThat(everything.get("/v1/views/no_such_view").status()).isEqualTo(404);
      assertThat(everything.get("/v1/views").json().at("/views")).hasSize(3);
    }
  }

  @Test
  void withoutAKnownTokenThereIsHealthAlone() {
    try (Gateway gateway = gateway("127.0.0.1", null)) {
      TestingClient anybody = TestingClient.of(gateway);
      for (Result result :
          List.of(
              anybody.get("/v1/views"),
              anybody.get("/metrics"),
              anybody.feast("[\"user:city\"]", "{\"user_id\":[\"a\"]}"),
              anybody.withToken("ranking-secre").get("/v1/views/user/ann"),
              anybody.withToken("").get("/v1/views/user/ann"),
              anybody.send(
                  anybody.request("/v1/views").header("authorization", "Basic YTpi").GET()))) {
        assertThat(result.status()).isEqualTo(401);
        assertThat(result.code()).isEqualTo("unauthorized");
        assertThat(result.response().headers().firstValue("www-authenticate")).isPresent();
        assertThat(result.text()).doesNotContain("secre");
      }
      assertThat(anybody.get("/health").status()).isEqualTo(200);
      assertThat(anybody.get("/openapi.json").status()).isEqualTo(200);
    }
  }

  @Test
  void withTokensEveryInterfaceIsServed() {
    try (Gateway gateway = gateway("0.0.0.0", null)) {
      String uri = gateway.uri().replace("0.0.0.0", "127.0.0.1");
      TestingClient client = new TestingClient(HttpClient.newHttpClient(), uri);
      assertThat(client.withToken("other-secret").get("/v1/views/user/ann").status())
          .isEqualTo(200);
    }
  }

  @Test
  void tlsShowsTheCertificate() throws Exception {
    KeyStore keys = keys();
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));

    try (Gateway gateway = gateway("localhost", new TlsFiles(certificate, key))) {
      assertThat(gateway.uri()).startsWith("https://localhost:");
      HttpClient trusting = HttpClient.newBuilder().sslContext(trust(keys)).build();
      TestingClient client = new TestingClient(trusting, gateway.uri()).withToken("other-secret");
      assertThat(client.get("/v1/views/user/ann").json().at("/status").asText()).isEqualTo("found");
      assertThat(client.post(" ".repeat((1 << 20) + 1)).status()).isEqualTo(413);

      TestingClient plain =
          new TestingClient(HttpClient.newHttpClient(), gateway.uri().replace("https:", "http:"));
      assertThatThrownBy(() -> plain.get("/health")).isNotNull();
      assertThat(client.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void filesOfTlsThatAreNoneAreNamed() throws Exception {
    Path nothing = directory.resolve("nothing.pem");
    Path wrong = Files.writeString(directory.resolve("wrong.pem"), "hello");
    assertThatThrownBy(() -> gateway("localhost", new TlsFiles(nothing, wrong)))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining(nothing.toString());
    assertThatThrownBy(() -> gateway("localhost", new TlsFiles(wrong, wrong)))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("PKCS#8");
  }

  private static Gateway gateway(String host, @Nullable TlsFiles tls) {
    return Gateway.start(
        features, TestingStore.CATALOGUE, new GatewayOptions(host, 0, tls, GRANTS, Limits.DEFAULT));
  }

  private static KeyStore keys() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:" + InetAddress.getLoopbackAddress().getHostAddress(),
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static SSLContext trust(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
