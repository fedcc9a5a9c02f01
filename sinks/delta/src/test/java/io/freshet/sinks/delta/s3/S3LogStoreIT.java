package io.freshet.sinks.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;

class S3LogStoreIT {
  private static final int WRITERS = 6;
  private static final int ROUNDS = 10;
  private static final String CREATING = "(?is)PUT [^\r]*\\.json.*if-none-match.*";

  @Test
  void oneOfManyWritersWins() throws Exception {
    Path objects = TestingS3.bucket("log-race");
    Configuration hadoop = Engines.configuration(TestingS3.properties());
    S3LogStore store = new S3LogStore(hadoop);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String name = round + ".json";
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          String line = "writer " + writer;
          writers.add(
              () -> {
                start.await();
                return creates(store, path("log-race", name), line, hadoop);
              });
        }
        int winners = 0;
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
          winners += writer.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(Files.readAllLines(objects.resolve("_delta_log/" + name))).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void commitWhoseAnswerIsLostIsRecognised() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (TestingRelay relay =
        new TestingRelay(
            TestingS3.server().endpoint(),
            (request, server) -> {
              String answer = server.send();
              boolean lost = request.matches(CREATING) && sent.incrementAndGet() == 1;
              return lost ? "" : answer;
            })) {
      Path objects = TestingS3.bucket("log-lost");
      Configuration hadoop = through(relay, Map.of());

      new S3LogStore(hadoop)
          .write(path("log-lost", "0.json"), List.of("mine").iterator(), false, hadoop);

      assertThat(sent).hasValueGreaterThan(1);
      assertThat(objects.resolve("_delta_log/0.json")).hasContent("mine");
    }
  }

  @Test
  void commitThatLosesItsAnswerAndTheRaceFails() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    Path objects = TestingS3.bucket("log-lost-race");
    Configuration direct = Engines.configuration(TestingS3.properties());
    S3LogStore others = new S3LogStore(direct);
    try (TestingRelay relay =
        new TestingRelay(
            TestingS3.server().endpoint(),
            (request, server) -> {
              if (request.matches(CREATING) && sent.incrementAndGet() == 1) {
                assertThat(creates(others, path("log-lost-race", "0.json"), "they", direct))
                    .isTrue();
                return "";
              }
              return server.send();
            })) {
      Configuration hadoop = through(relay, Map.of());

      assertThat(creates(new S3LogStore(hadoop), path("log-lost-race", "0.json"), "mine", hadoop))
          .isFalse();
      assertThat(objects.resolve("_delta_log/0.json")).hasContent("they");
    }
  }

  @Test
  void conflictIsTriedAgain() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (TestingRelay relay =
        new TestingRelay(
            TestingS3.server().endpoint(),
            (request, server) ->
                request.matches(CREATING) && sent.incrementAndGet() <= 2
                    ? error(409, "ConditionalRequestConflict")
                    : server.send())) {
      Path objects = TestingS3.bucket("log-conflict");
      Configuration hadoop = through(relay, Map.of());

      new S3LogStore(hadoop)
          .write(path("log-conflict", "0.json"), List.of("mine").iterator(), false, hadoop);

      assertThat(sent).hasValue(3);
      assertThat(objects.resolve("_delta_log/0.json")).hasContent("mine");
    }
  }

  @Test
  void storeThatIgnoresConditionsIsRefusedUnlessThereIsOneWriter() throws Exception {
    try (TestingRelay relay =
        new TestingRelay(
            TestingS3.server().endpoint(),
            (request, server) -> {
              String answer = server.send();
              return answer.startsWith("HTTP/1.1 412") ? stored() : answer;
            })) {
      Path objects = TestingS3.bucket("log-unsafe");
      Configuration unsafe = through(relay, Map.of());
      org.apache.hadoop.fs.Path file = path("log-unsafe", "0.json");

      assertThatThrownBy(() -> creates(new S3LogStore(unsafe), file, "mine", unsafe))
          .isInstanceOf(S3RefusedException.class)
          .hasMessageContaining("S3_NOT_CONDITIONAL")
          .hasMessageContaining("'log-unsafe' at " + relay.endpoint())
          .hasMessageContaining("of 5 puts of one key 5 succeeded")
          .hasMessageContaining("offline: {single_writer: true}");
      assertThat(objects.resolve("_delta_log")).isEmptyDirectory();

      Configuration alone = through(relay, Map.of("single_writer", "true"));
      assertThat(creates(new S3LogStore(alone), file, "mine", alone)).isTrue();
      assertThat(creates(new S3LogStore(alone), file, "other", alone)).isFalse();
      assertThat(objects.resolve("_delta_log/0.json")).hasContent("mine");
    }
  }

  @Test
  void writeThatFailsLeavesNothing() {
    Path objects = TestingS3.bucket("log-broken");
    Configuration hadoop = Engines.configuration(TestingS3.properties());
    Iterator<String> broken = Stream.of("a", "b").peek(line -> check(!line.equals("b"))).iterator();

    assertThatThrownBy(
            () -> new S3LogStore(hadoop).write(path("log-broken", "0.json"), broken, false, hadoop))
        .hasMessage("broken");

    assertThat(objects).isEmptyDirectory();
  }

  @Test
  void filesAreListedFromOneOnInOrder() throws Exception {
    TestingS3.bucket("log-listed");
    Configuration hadoop = Engines.configuration(TestingS3.properties());
    S3LogStore store = new S3LogStore(hadoop);
    for (String name :
        List.of("12.json", "07.json", "10.checkpoint.parquet", "10.json", "09.json")) {
      store.write(path("log-listed", name), List.of(name).iterator(), true, hadoop);
    }
    store.write(path("log-listed", "11/inner.json"), List.of("").iterator(), true, hadoop);
    store.write(
        new org.apache.hadoop.fs.Path("s3a://log-listed/_delta_log2/11.json"),
        List.of("").iterator(),
        true,
        hadoop);

    assertThat(names(store.listFrom(path("log-listed", "09"), hadoop)))
        .containsExactly("09.json", "10.checkpoint.parquet", "10.json", "12.json");
    assertThat(names(store.listFrom(path("log-listed", "10.json"), hadoop)))
        .containsExactly("10.json", "12.json");
  }

  private static List<String> names(Iterator<FileStatus> files) {
    List<String> names = new ArrayList<>();
    files.forEachRemaining(file -> names.add(file.getPath().getName()));
    return names;
  }

  private static boolean creates(
      S3LogStore store, org.apache.hadoop.fs.Path path, String line, Configuration hadoop)
      throws IOException {
    try {
      store.write(path, List.of(line).iterator(), false, hadoop);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static Configuration through(TestingRelay relay, Map<String, String> more) {
    Configuration hadoop =
        Engines.configuration(TestingS3.propertiesWith("s3.endpoint", relay.endpoint()));
    S3Property.apply(more, hadoop);
    return hadoop;
  }

  private static String stored() {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\nETag: \"d41d8cd98f00b204\"\r\n\r\n";
  }

  private static String error(int status, String code) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>m</Message></Error>";
    return "HTTP/1.1 "
        + status
        + " Conflict\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("broken");
    }
  }

  private static org.apache.hadoop.fs.Path path(String bucket, String name) {
    return new org.apache.hadoop.fs.Path("s3a://" + bucket + "/_delta_log/" + name);
  }
}
