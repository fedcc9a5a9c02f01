package io.freshet.defs.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshet.defs.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path folder;

  private Environment load(String yaml) throws EnvironmentException, IOException {
    Path file = Files.writeString(folder.resolve("env.yaml"), yaml);
    return Environment.load(file, Map.of("SECRET", "s3cr:t", "HOST", "redis.internal"));
  }

  private List<String> faults(String yaml) {
    EnvironmentException e = catchThrowableOfType(EnvironmentException.class, () -> load(yaml));
    List<String> faults = e.faults().stream().map(Fault::toString).toList();
    assertThat(e).hasMessage(String.join("\n", faults));
    return faults.stream().map(fault -> fault.replace(folder + "/", "")).toList();
  }

  @Test
  void readsAllSections() throws Exception {
    Environment environment =
        load(
            """
            kafka: {bootstrap.servers: "a:9092,b:9092", acks: all}
            registry: {url: "http://r:8081", basic.auth.user.info: "me:${SECRET}"}
            online: {uri: "redis://:${SECRET}@${HOST}:6379", timeout: 2s}
            offline: {root: "file:///var/freshet"}
            flink: {parallelism.default: 2}
            """);
    assertThat(environment)
        .isEqualTo(
            new Environment(
                new Environment.Kafka(Map.of("bootstrap.servers", "a:9092,b:9092", "acks", "all")),
                new Environment.Registry(
                    "http://r:8081", Map.of("basic.auth.user.info", "me:s3cr:t")),
                new Environment.Online(
                    "redis://:s3cr:t@redis.internal:6379", Map.of("timeout", "2s")),
                new Environment.Offline("file:///var/freshet", Map.of()),
                Map.of("parallelism.default", "2")));
  }

  @Test
  void anEmptyFileIsAnEmptyEnvironment() throws Exception {
    assertThat(load("# nothing\n")).isEqualTo(new Environment(null, null, null, null, Map.of()));
  }

  @Test
  void secretsAreNeverShown() throws Exception {
    Environment environment =
        load(
            """
            kafka:
              bootstrap.servers: a:9092
              sasl.jaas.config: 'login required password="${SECRET}"'
              ssl.key.password: ${SECRET}
            registry: {url: "http://me:${SECRET}@r:8081", basic.auth.user.info: "me:${SECRET}"}
            online: {uri: "rediss://:${SECRET}@${HOST}:6379", client-secret: "${SECRET}"}
            offline: {root: "s3://bucket/x", s3.token: "${SECRET}"}
            flink: {s3.secret-key: "${SECRET}", s3.access-key: "${SECRET}"}
            """);
    assertThat(environment.toString())
        .doesNotContain("s3cr")
        .contains("rediss://***@redis.internal:6379", "a:9092", "s3://bucket/x");
    assertThat(String.valueOf(environment.kafka())).doesNotContain("s3cr");
    assertThat(String.valueOf(environment.online())).doesNotContain("s3cr");
  }

  @Test
  void allFaultsAreToldAtOnceAndWithoutValues() {
    assertThat(
            faults(
                """
                kafka: {acks: all}
                regitry: {url: "http://r:8081"}
                online: {uri: "redis://:${PASSWORD}@${HOST}"}
                offline: file:///var/freshet
                flink: {password: [hunter2]}
                registry:
                kafka: {bootstrap.servers: a}
                """))
        .containsExactly(
            "env.yaml:1:8: section 'kafka' has no 'bootstrap.servers'; add it, such as 'kafka:"
                + " {bootstrap.servers: \"localhost:9092\"}'",
            "env.yaml:2:1: an environment has no key 'regitry'; did you mean 'registry'? (its keys"
                + " are kafka, registry, online, offline, flink)",
            "env.yaml:3:25: the environment variable 'PASSWORD' is not set; set it, or write the"
                + " value in its place",
            "env.yaml:4:10: 'offline' must be a mapping of properties, not a single value; write it"
                + " like 'offline: {root: \"file:///var/freshet\"}'",
            "env.yaml:5:19: 'password' in section 'flink' must be a single value, not a list; write"
                + " it like 'password: <value>'",
            "env.yaml:6:1: 'registry' has no value; write one, or remove the key",
            "env.yaml:7:1: 'kafka' is given twice, first in line 1; keep one of them");
  }

  @Test
  void aSecondDocumentIsAFault() {
    assertThat(faults("flink: {}\n---\nkafka: {bootstrap.servers: a}\n"))
        .containsExactly(
            "env.yaml:3:1: a second document begins here, but an environment file is one; remove"
                + " the '---' before it, and join the two");
  }

  @Test
  void aValueThatIsNotThereIsAFault() {
    assertThat(faults("online: {uri: }\nkafka: {bootstrap.servers: a, acks: }\n"))
        .containsExactly(
            "env.yaml:1:10: 'uri' has no value; write one, or remove the key",
            "env.yaml:2:31: 'acks' has no value; write one, or remove the key");
  }

  @Test
  void brokenYamlIsAFault() {
    assertThat(faults("kafka: {a: b\n"))
        .singleElement()
        .satisfies(fault -> assertThat(fault).startsWith("env.yaml:2:1: this is not YAML: "));
  }

  @Test
  void aFileThatIsMissingIsAFault() {
    Path file = folder.resolve("none.yaml");
    EnvironmentException e =
        catchThrowableOfType(EnvironmentException.class, () -> Environment.load(file, Map.of()));
    assertThat(e)
        .hasMessage(
            file
                + ":1:1: the file cannot be read: it does not exist; give a file of UTF-8 text that"
                + " exists and may be read");
  }
}
