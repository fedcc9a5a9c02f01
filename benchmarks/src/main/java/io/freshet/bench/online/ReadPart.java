package io.freshet.bench.online;

import io.freshet.bench.online.Pace.Latency;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedLayout;
import io.freshet.serving.FeatureClient;
import io.freshet.serving.FeatureQuery;
import io.freshet.serving.ViewFeatures;
import io.freshet.serving.gateway.Catalogue;
import io.freshet.serving.gateway.CatalogueView;
import io.freshet.serving.gateway.Gateway;
import io.freshet.serving.gateway.GatewayOptions;
import io.freshet.serving.gateway.Limits;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Reads of typical rows at a rate: bare {@code GET} and {@code MGET}, and 250 features through the
 * Java client and through the gateway, which runs in this process with a client of its own.
 */
final class ReadPart implements AutoCloseable {
  /** Reads a second. */
  static final double RATE = 2_000;

  private static final int WANTED = 250;
  private static final int MANY = 100;
  private static final int BATCH = 500;

  private final OnlineData data;
  private final int entities;
  private final int calls;
  private final RedisKeys keys;
  private final RedisClient bare;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final FeatureClient client;
  private final List<ViewFeatures> wanted;
  private final FeatureClient served;
  private final Gateway gateway;
  private final HttpConnections http;
  private final String request;
  private final SplittableRandom random = new SplittableRandom(250);

  /** Connects; {@link #fill} comes before reads. */
  ReadPart(OnlineData data, int entities, int seconds, String uri) throws IOException {
    this.data = data;
    this.entities = entities;
    this.calls = (int) (RATE * seconds);
    this.keys = RedisKeys.of(data.layout().pipeline(), data.layout().view());
    this.bare = RedisClient.create(uri);
    this.connection = bare.connect(ByteArrayCodec.INSTANCE);
    this.client = FeatureClient.at(uri);
    List<String> names =
        random
            .ints(0, data.layout().features().size())
            .distinct()
            .limit(WANTED)
            .mapToObj(i -> data.layout().features().get(i))
            .map(Field::name)
            .toList();
    this.wanted = List.of(new ViewFeatures(data.layout().view(), names));
    this.served = FeatureClient.at(uri);
    this.gateway =
        Gateway.start(
            served,
            new Catalogue(
                data.layout().pipeline(),
                List.of(
                    new CatalogueView(
                        data.layout().view(),
                        "user",
                        null,
                        null,
                        Map.of(),
                        Duration.ofSeconds(1)))),
            new GatewayOptions("127.0.0.1", 0, null, List.of(), Limits.DEFAULT));
    this.http = new HttpConnections(URI.create(gateway.uri()));
    this.request =
        names.stream()
            .map(name -> "\"" + data.layout().view() + ":" + name + "\"")
            .collect(Collectors.joining(",", "{\"features\":[", "],\"entities\":{\"user_id\":[\""));
  }

  /** Stores layout and rows. */
  void fill(String uri) throws InterruptedException {
    try (OnlineStore store = OnlineStore.at(uri)) {
      store.publishLayout(new PublishedLayout(data.layout(), Map.of(), Map.of())).join();
      for (int from = 0; from < entities; from += BATCH) {
        List<byte[]> names = new ArrayList<>();
        List<byte[]> rows = new ArrayList<>();
        for (int i = from; i < Math.min(entities, from + BATCH); i++) {
          names.add(keys.row(OnlineData.entity(i)));
          rows.add(OnlineData.row(data.typical(), i, 1));
        }
        store.write(names, rows, 0).join();
      }
    }
  }

  /** One row as it is. */
  Latency bareGet() throws InterruptedException {
    return new Pace(RATE).measure(calls, i -> connection.async().get(key()));
  }

  /** 250 features of one entity. */
  Latency client() throws InterruptedException {
    return new Pace(RATE).measure(calls, i -> client.read(query(1)));
  }

  /** 250 features of one entity over HTTP, asked for as Feast's clients do. */
  Latency gateway() throws InterruptedException {
    return new Pace(RATE)
        .measure(
            calls,
            i -> {
              String entity = OnlineData.entity(random.nextInt(entities));
              return http.post("/get-online-features", request + entity + "\"]}}");
            });
  }

  /** A hundred rows as they are, at a hundredth of the rate. */
  Latency bareGetMany() throws InterruptedException {
    return new Pace(RATE / MANY)
        .measure(
            Math.max(MANY, calls / MANY),
            i -> {
              byte[][] many = new byte[MANY][];
              for (int k = 0; k < MANY; k++) {
                many[k] = key();
              }
              return connection.async().mget(many);
            });
  }

  /** 250 features of a hundred entities, at a hundredth of the rate. */
  Latency clientMany() throws InterruptedException {
    return new Pace(RATE / MANY)
        .measure(Math.max(MANY, calls / MANY), i -> client.read(query(MANY)));
  }

  private byte[] key() {
    return keys.row(OnlineData.entity(random.nextInt(entities)));
  }

  private FeatureQuery query(int size) {
    List<Map<String, Object>> users = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      users.add(Map.of("user_id", OnlineData.entity(random.nextInt(entities))));
    }
    return new FeatureQuery(data.layout().pipeline(), wanted, users, null);
  }

  @Override
  public void close() throws IOException {
    http.close();
    gateway.close();
    served.close();
    client.close();
    connection.close();
    bare.shutdown();
  }
}
