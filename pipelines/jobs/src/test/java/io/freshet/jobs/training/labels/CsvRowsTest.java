package io.freshet.jobs.training.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
  private static final String NULL = "NULL";

  @Test
  void fieldsAreCutAndUnquoted() throws Exception {
    assertThat(rows("a,b,c\n1,\"x, \"\"y\"\"\",3\r\n", ','))
        .containsExactly(List.of("a", "b", "c"), List.of("1", "x, \"y\"", "3"));
  }

  @Test
  void nothingIsNullAndEmptyQuotesAreText() throws Exception {
    assertThat(rows("a;;\"\"\n;;", ';'))
        .containsExactly(List.of("a", NULL, ""), List.of(NULL, NULL, NULL));
  }

  @Test
  void lineBreaksInQuotesBelongToTheField() throws Exception {
    assertThat(rows("\"a\r\nb\n\",c\n\nd,e", ','))
        .containsExactly(List.of("a\r\nb\n", "c"), List.of("d", "e"));
  }

  @Test
  void theMarkOfByteOrderIsNoText() throws Exception {
    assertThat(rows("\uFEFFa\tb\n", '\t')).containsExactly(List.of("a", "b"));
    assertThat(rows("", ',')).isEmpty();
    assertThat(rows("a", ',')).containsExactly(List.of("a"));
  }

  @Test
  void recordsKnowTheLineInWhichTheyBegin() throws Exception {
    CsvRows rows = csv("a\n\n\"b\nc\"\nd\n".getBytes(StandardCharsets.UTF_8), ',');
    List<Long> lines = new ArrayList<>();
    while (rows.next(new ByteWriter(8), new int[2])) {
      lines.add(rows.line());
    }
    assertThat(lines).containsExactly(1L, 3L, 5L);
  }

  @Test
  void otherBytesThanUtf8AreAFaultOfTheirRecordAlone() throws Exception {
    CsvRows rows = csv(new byte[] {'a', (byte) 0xE9, '\n', 'b'}, ',');
    assertThatExceptionOfType(LabelFaultException.class)
        .isThrownBy(() -> rows.next(new ByteWriter(8), new int[2]))
        .withMessageContaining("field 1 is not UTF-8");
    assertThat(rows.next(new ByteWriter(8), new int[2])).isTrue();
    assertThat(rows.line()).isEqualTo(2);
  }

  @Property
  void whateverIsQuotedComesBack(
      @ForAll @Size(min = 2, max = 5)
          List<@Chars({'\n', '\r', ',', '"', ' ', 'a', 'é'}) String> fields)
      throws Exception {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      line.append(line.isEmpty() ? "" : ",").append('"');
      line.append(field.replace("\"", "\"\"")).append('"');
    }
    assertThat(rows(line + "\n" + line, ',')).containsExactly(fields, fields);
  }

  private static CsvRows csv(byte[] text, char delimiter) throws IOException {
    return new CsvRows(new ByteArrayInputStream(text), delimiter);
  }

  private static List<List<String>> rows(String text, char delimiter) throws Exception {
    List<List<String>> all = new ArrayList<>();
    ByteWriter row = new ByteWriter(16);
    int[] offsets = new int[10];
    try (CsvRows rows = csv(text.getBytes(StandardCharsets.UTF_8), delimiter)) {
      while (rows.next(row, offsets)) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.fields(); i++) {
          byte[] packed = Arrays.copyOfRange(row.bytes(), offsets[i], offsets[i + 1]);
          fields.add(text(packed));
        }
        all.add(fields);
      }
    }
    return all;
  }

  private static String text(byte[] packed) {
    ByteReader in = new ByteReader(packed, 0);
    return in.readByte() == 0 ? NULL : new String(in.readBytes(), StandardCharsets.UTF_8);
  }
}
