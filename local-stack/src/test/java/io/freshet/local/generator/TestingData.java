package io.freshet.local.generator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real data, which is not part of the project. */
final class TestingData {
  private static final String FILE = "online_retail_2010_2011.csv.gz";

  private TestingData() {}

  /** UCI Online Retail; the test is skipped where it is not. */
  static Path retailFile() {
    Optional<Path> file =
        Optional.ofNullable(System.getProperty("freshet.data"))
            .or(() -> Optional.ofNullable(System.getenv("DATA")))
            .map(folder -> Path.of(folder).resolve(FILE));
    assumeTrue(
        file.filter(Files::isReadable).isPresent(),
        "needs " + FILE + " in the folder named by -Dfreshet.data or DATA, found " + file);
    return file.orElseThrow();
  }
}
