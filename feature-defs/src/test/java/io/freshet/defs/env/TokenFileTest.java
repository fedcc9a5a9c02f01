package io.freshet.defs.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshet.defs.env.TokenFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path folder;

  private List<Entry> read(String yaml) throws EnvironmentException, IOException {
    Path file = Files.writeString(folder.resolve("tokens.yaml"), yaml);
    return TokenFile.read(file, Map.of("SECRET", "s3cret", "NONE", ""));
  }

  private List<String> faults(String yaml) {
    EnvironmentException e = catchThrowableOfType(EnvironmentException.class, () -> read(yaml));
    assertThat(e.getMessage()).doesNotContain("s3cret");
    return e.faults().stream().map(fault -> fault.line() + " " + fault.code()).toList();
  }

  @Test
  void readsSecretsAndDigests() throws Exception {
    List<Entry> entries =
        read(
            """
            ranking: {token: "${SECRET}", views: [user, product]}
            notebooks: {sha256: %s, views: ["*"]}
            """
                .formatted(DIGEST));
    assertThat(entries)
        .containsExactly(
            new Entry("ranking", "s3cret", null, Set.of("user", "product")),
            new Entry("notebooks", null, DIGEST, Set.of("*")));
    assertThat(entries.toString()).doesNotContain("s3cret", DIGEST);
  }

  @Test
  void aSecretInTheFileIsRefusedAndNotShown() {
    assertThat(faults("ranking: {token: s3cret, views: [user]}")).containsExactly("1 wrong-type");
    assertThat(faults("ranking: {token: \"${SECRET}s3cret\", views: [user]}"))
        .containsExactly("1 wrong-type");
    assertThat(faults("ranking: {sha256: s3cret, views: [user]}")).containsExactly("1 wrong-type");
  }

  @Test
  void allFaultsAreFoundInOneRun() {
    assertThat(
            faults(
                """
                a: {views: [user]}
                b: {token: "${SECRET}"}
                c: {token: "${SECRET}", sha256: "%s", views: [user]}
                d: {token: "${MISSING}", views: [user]}
                e: {token: "${NONE}", views: [user]}
                f: {token: "${SECRET}", views: []}
                g: {token: "${SECRET}", views: user}
                h: {token: "${SECRET}", views: [[user]]}
                i: {token: "${SECRET}", view: [user]}
                j: all
                """
                    .formatted(DIGEST)))
        .containsExactly(
            "1 missing-key",
            "2 missing-key",
            "3 not-applicable",
            "4 unresolved-variable",
            "5 empty-value",
            "6 empty-list",
            "7 wrong-type",
            "8 wrong-type",
            "9 missing-key",
            "9 unknown-key",
            "10 wrong-type");
  }

  @Test
  void aFileWithoutTokensLetsNobodyIn() {
    assertThat(faults("{}")).containsExactly("1 missing-key");
    assertThat(faults("")).containsExactly("1 wrong-type");
    assertThat(faults("[]")).containsExactly("1 wrong-type");
  }
}
