package io.freshet.serving.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a gateway. */
final class TestingClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String base;
  private final List<String> headers = new ArrayList<>();

  TestingClient(HttpClient client, String base) {
    this.client = client;
    this.base = base;
  }

  static TestingClient of(Gateway gateway) {
    return new TestingClient(HttpClient.newHttpClient(), gateway.uri());
  }

  /** The same with a token. */
  TestingClient withToken(String token) {
    TestingClient other = new TestingClient(client, base);
    other.headers.addAll(List.of("Authorization", "Bearer " + token));
    return other;
  }

  /** What came back. */
  record Result(int status, String text, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }

    String code() {
      return json().required("code").asText();
    }

    String message() {
      return json().required("message").asText();
    }
  }

  Result get(String path) {
    return send(request(path).GET());
  }

  Result post(String body) {
    return send(request("/get-online-features").POST(BodyPublishers.ofString(body)));
  }

  Result feast(String features, String entities) {
    return post("{\"features\": " + features + ", \"entities\": " + entities + "}");
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    if (!headers.isEmpty()) {
      builder.headers(headers.toArray(String[]::new));
    }
    return builder;
  }

  Result send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Result(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
