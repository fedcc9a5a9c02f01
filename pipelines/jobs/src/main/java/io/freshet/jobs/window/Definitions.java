package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether state was written under the same definition of a view. */
final class Definitions {
  private Definitions() {}

  /** A digest of all that decides how a view's state is to be read. */
  static String fingerprint(ViewPlan plan) {
    String text =
        String.join(
            "\n",
            plan.keys().toString(),
            plan.sources().toString(),
            plan.aggregations().toString(),
            plan.features().toString());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
