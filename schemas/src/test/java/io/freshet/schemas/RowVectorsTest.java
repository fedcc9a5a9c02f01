package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.RowVectors.Vector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of this version stay as they are: other readers, and stores, have them. */
class RowVectorsTest {
  private static final Path FILE = Path.of("vectors", "packed-rows.jsonl");

  @Test
  void vectorsAreReadAndWritten() {
    int damaged = 0;
    for (Vector vector : RowVectors.read(FILE)) {
      RowCodec codec = new RowCodec(vector.layout().layout());
      byte[] row = vector.row();
      if (vector.values() == null) {
        assertThatThrownBy(() -> codec.decode(row))
            .as(vector.name())
            .isInstanceOf(MalformedRowException.class);
        damaged++;
        continue;
      }
      assertThat(codec.decode(row)).as(vector.name()).containsExactly(vector.values());
      assertThat(
              codec.encode(
                  PackedRow.generation(row),
                  PackedRow.featureTimestamp(row),
                  PackedRow.sequence(row),
                  PackedRow.availableAt(row),
                  vector.values()))
          .as(vector.name())
          .isEqualTo(row);
    }
    assertThat(damaged).isGreaterThan(20);
  }

  @Test
  void vectorsSayWhatTheyAreWrittenFrom() throws Exception {
    List<String> lines = Files.readAllLines(FILE);
    assertThat(RowVectors.read(FILE).stream().map(RowVectors::write)).isEqualTo(lines);
    assertThat(lines).hasSizeGreaterThan(100);
  }
}
