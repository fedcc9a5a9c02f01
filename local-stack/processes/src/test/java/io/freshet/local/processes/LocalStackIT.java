package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalStackIT {

  private static final List<String> PROGRESS = Collections.synchronizedList(new ArrayList<>());

  private static LocalStack stack;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(StackOptions.DEFAULT.withProgress(PROGRESS::add));
  }

  @AfterAll
  static void close() {
    List<Long> pids = List.copyOf(stack.processes().values());
    stack.close();
    assertThat(pids)
        .hasSize(3)
        .allMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(stack.directory()).doesNotExist();
  }

  @Test
  void progressNamesEachServer() {
    assertThat(PROGRESS)
        .hasSize(6)
        .anyMatch(line -> line.startsWith("Kafka broker is ready at 127.0.0.1:"));
  }

  @Test
  void environmentNamesEachServer() {
    assertThat(stack.environmentYaml())
        .contains("kafka: {bootstrap.servers: \"" + stack.broker().bootstrapServers() + "\"}")
        .contains("registry: {url: \"" + stack.registry().url() + "\"}")
        .contains("online: {uri: \"" + stack.redis().uri() + "\"}")
        .contains("offline: {root: \"file://" + stack.directory().resolve("offline") + "\"}");
  }

  @Test
  void recordsSurviveAKillOfTheBroker() throws Exception {
    KafkaBroker broker = stack.broker();
    String servers = broker.bootstrapServers();
    broker.createTopic("records", 2);
    TestingClients.produce(servers, "records", "before");
    assertThat(TestingClients.consume(servers, "records", 1))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.value()).isEqualTo("before");
              assertThat(found.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            });
    long pid = broker.process().pid();
    broker.kill();
    assertThat(broker.process().isAlive()).isFalse();
    broker.restart();
    assertThat(broker.process().pid()).isNotEqualTo(pid);
    assertThat(broker.bootstrapServers()).isEqualTo(servers);
    TestingClients.produce(servers, "records", "after");
    assertThat(TestingClients.consume(servers, "records", 2))
        .extracting(found -> found.value())
        .containsExactlyInAnyOrder("before", "after");
  }

  @Test
  void aTopicThatExistsIsRefused() {
    stack.broker().createTopic("twice", 1, Map.of("message.timestamp.type", "CreateTime"));
    assertThatThrownBy(() -> stack.broker().createTopic("twice", 1))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("[REFUSED]")
        .hasMessageContaining("twice");
  }

  @Test
  void schemasSurviveAKillOfTheRegistryAndMustBeCompatible() throws Exception {
    SchemaRegistry registry = stack.registry();
    String url = registry.url();
    assertThat(url).endsWith("/apis/ccompat/v7");
    assertThat(TestingClients.register(url, "s-value", TestingClients.field("a"))).isEqualTo(200);
    registry.kill();
    registry.restart();
    assertThat(registry.url()).isEqualTo(url);
    assertThat(Probes.get(url + "/subjects/s-value/versions/1")).contains("s-value");
    String more = TestingClients.field("a") + "," + TestingClients.field("b");
    assertThat(TestingClients.register(url, "s-value", more)).isEqualTo(409);
  }

  @Test
  void redisRestartsOnItsPortWithoutData() throws Exception {
    RedisServer redis = stack.redis();
    int port = redis.port();
    assertThat(TestingClients.redis(port, "PING")).isEqualTo("+PONG");
    assertThat(TestingClients.redis(port, "SET k v")).isEqualTo("+OK");
    redis.kill();
    redis.restart();
    assertThat(redis.port()).isEqualTo(port);
    assertThat(TestingClients.redis(port, "EXISTS k")).isEqualTo(":0");
  }

  @Test
  void redisKeepsItsDataIfAskedTo() throws Exception {
    RedisServer.Options options =
        new RedisServer.Options(
            RedisServer.Persistence.APPEND_ONLY, List.of("--appendfsync", "always"));
    try (RedisServer redis = RedisServer.start(stack.directory().resolve("kept"), options)) {
      assertThat(TestingClients.redis(redis.port(), "SET k v")).isEqualTo("+OK");
      redis.kill();
      redis.restart();
      assertThat(TestingClients.redis(redis.port(), "EXISTS k")).isEqualTo(":1");
      redis.restartEmpty();
      assertThat(TestingClients.redis(redis.port(), "EXISTS k")).isEqualTo(":0");
    }
  }

  @Test
  void aStackMayHaveOneServerOnly() {
    try (LocalStack small =
        LocalStack.start(StackOptions.DEFAULT.withServices(StackService.REDIS))) {
      assertThat(small.redis().process().isAlive()).isTrue();
      assertThatThrownBy(small::broker).hasMessageContaining("[NOT_RUNNING]");
      assertThat(small.environmentYaml()).doesNotContain("kafka").contains("online");
    }
  }

  @Test
  void aServerThatFailsTakesTheOthersWithIt() {
    StackOptions options =
        StackOptions.DEFAULT
            .withServices(StackService.REDIS, StackService.BROKER)
            .withRedis(
                new RedisServer.Options(
                    RedisServer.Persistence.NONE, List.of("--no-such-option", "1")));
    long before = ProcessHandle.current().children().count();
    assertThatThrownBy(() -> LocalStack.start(options))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("redis did not start")
        .hasMessageContaining("no-such-option");
    assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
  }
}
