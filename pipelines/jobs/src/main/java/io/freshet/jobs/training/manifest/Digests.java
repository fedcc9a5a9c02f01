package io.freshet.jobs.training.manifest;

import io.freshet.jobs.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** SHA-256 digests in hexadecimal digits. */
public final class Digests {
  private Digests() {}

  /** The digest of texts by name, in the order of the map. */
  static String ofTexts(Map<String, String> texts) {
    MessageDigest digest = sha256();
    texts.forEach(
        (name, text) -> {
          update(digest, name);
          update(digest, text);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /**
   * The digest of the bytes of files, in their order; of one file that which other tools give, too.
   */
  public static String ofFiles(List<Path> files) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (IOException e) {
        throw new JobException("The file " + file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
