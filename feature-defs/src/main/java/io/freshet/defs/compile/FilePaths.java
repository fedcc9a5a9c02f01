package io.freshet.defs.compile;

import io.freshet.defs.fault.Findings;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.read.Variables;
import io.freshet.defs.yaml.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Paths as definitions write them: with variables, and relative to their folder. */
final class FilePaths {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  private final Path folder;
  private final Map<String, String> environment;
  private final Findings findings;

  FilePaths(Path folder, Map<String, String> environment, Findings findings) {
    this.folder = folder;
    this.environment = environment;
    this.findings = findings;
  }

  /** The files that {@code path} names; variables that are not set are reported. */
  Connector.Files files(Scalar path) {
    return new Connector.Files(absolute(Variables.replace(path, environment, findings)));
  }

  private String absolute(String path) {
    if (SCHEME.matcher(path).matches()) {
      return path;
    }
    try {
      return folder.toAbsolutePath().resolve(path).normalize().toString();
    } catch (InvalidPathException e) {
      // reading will tell
      return path;
    }
  }
}
