package io.freshet.serving.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Whom a bearer token stands for, and what it opens. Knows the token's digest alone.
 *
 * @param name whom the token was given to
 * @param sha256 SHA-256 of the token's bytes in UTF-8, in hexadecimal digits
 * @param views names of the views that may be read; {@value #ALL} among them stands for all
 */
public record Grant(String name, String sha256, Set<String> views) {
  /** All views. */
  public static final String ALL = "*";

  public Grant {
    if (HexFormat.of().parseHex(sha256).length != 32) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    views = Set.copyOf(views);
  }

  /** A grant to whoever has a secret. */
  public static Grant ofSecret(String name, String secret, Set<String> views) {
    return new Grant(name, HexFormat.of().formatHex(digest(secret)), views);
  }

  static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
