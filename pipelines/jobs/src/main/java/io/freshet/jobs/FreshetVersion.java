package io.freshet.jobs;

/** Which Freshet this is. */
public final class FreshetVersion {
  public static final String VERSION = "0.1.0";

  private FreshetVersion() {}
}
