package io.freshet.sinks.delta.s3;

import io.freshet.local.processes.S3Server;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An S3 server for all tests of a JVM. Each test has a bucket of its own. */
public final class TestingS3 {
  private static final S3Server SERVER = start();

  private TestingS3() {}

  private static S3Server start() {
    try {
      S3Server server = S3Server.start(Files.createTempDirectory("freshet-s3"));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static S3Server server() {
    return SERVER;
  }

  /** Makes a bucket. Answers the folder of its objects. */
  public static Path bucket(String name) {
    return SERVER.bucket(name);
  }

  /** Tables in a bucket. */
  public static DeltaSinkOptions options(String bucket) {
    return DeltaSinkOptions.of("s3://" + bucket + "/tables").withHadoop(properties());
  }

  /** As an environment has them. */
  public static Map<String, String> properties() {
    return Map.of(
        "s3.endpoint", SERVER.endpoint(),
        "s3.access-key", SERVER.accessKey(),
        "s3.secret-key", SERVER.secretKey());
  }

  /** As an environment has them, but for one. */
  public static Map<String, String> propertiesWith(String key, String value) {
    Map<String, String> properties = new HashMap<>(properties());
    properties.put(key, value);
    return properties;
  }
}
