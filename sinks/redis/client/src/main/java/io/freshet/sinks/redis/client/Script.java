package io.freshet.sinks.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The scripts that decide inside Redis. */
enum Script {
  WRITE("write.lua"),
  FORGET("forget.lua");

  private final String body;
  private final String digest;

  Script(String resource) {
    body = read("version.lua") + read(resource);
    digest = sha1(body.getBytes(StandardCharsets.UTF_8));
  }

  String body() {
    return body;
  }

  /** The name by which Redis knows a script that it has seen. */
  String digest() {
    return digest;
  }

  private static String read(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The script " + resource + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
