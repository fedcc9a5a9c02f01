package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether state was written under the same definition of a view. */
final class Definitions {
  private Definitions() {}

  /**
   * A digest of all that decides how a view's state is to be read, and of what is published for it:
   * rows that do not change are not published again. Ages are not among that.
   */
  static String fingerprint(ViewPlan plan) {
    String text =
        String.join(
            "\n",
            plan.keys().toString(),
            plan.sources().toString(),
            plan.aggregations().toString(),
            plan.features().toString(),
            plan.derived().toString());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
