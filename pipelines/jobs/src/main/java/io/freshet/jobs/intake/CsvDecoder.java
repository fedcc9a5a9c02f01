package io.freshet.jobs.intake;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.freshet.jobs.source.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values, UTF-8, matched to columns by the header's names. An empty field is NULL,
 * an empty quoted one the empty string; other fields must fit their column's type.
 */
final class CsvDecoder implements RecordDecoder {
  private static final ObjectReader READER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
          .build()
          .readerForListOf(String.class);

  private final List<String> names;
  private final LogicalType[] types;
  private final Map<String, int[]> positionsByHeader = new HashMap<>();

  CsvDecoder(RowType columns) {
    names = columns.getFieldNames();
    types = columns.getChildren().toArray(new LogicalType[0]);
  }

  @Override
  public RowData decode(RawRecord record) throws UndecodableException {
    String header = record.header();
    byte[] value = record.value();
    if (header == null || value == null) {
      throw new UndecodableException("the file has no header");
    }
    int[] positions = positionsByHeader.get(header);
    if (positions == null) {
      positions = positions(header);
      positionsByHeader.put(header, positions);
    }
    List<@Nullable String> fields = parse(text(value));
    GenericRowData row = new GenericRowData(types.length);
    for (int i = 0; i < types.length; i++) {
      if (positions[i] >= fields.size()) {
        throw new UndecodableException(
            "the record has "
                + fields.size()
                + " fields, too few for column '"
                + names.get(i)
                + "'");
      }
      row.setField(i, value(i, fields.get(positions[i])));
    }
    return row;
  }

  private @Nullable Object value(int column, @Nullable String text) throws UndecodableException {
    if (text == null) {
      return null;
    }
    try {
      return TextValues.parse(text, types[column]);
    } catch (RuntimeException e) {
      throw new UndecodableException(
          "column '" + names.get(column) + "': '" + text + "' is no " + types[column]);
    }
  }

  private int[] positions(String header) throws UndecodableException {
    List<@Nullable String> found = parse(header);
    int[] positions = new int[types.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = found.indexOf(names.get(i));
      if (positions[i] < 0) {
        throw new UndecodableException(
            "the header has no column '" + names.get(i) + "'; it has " + found);
      }
    }
    return positions;
  }

  private static List<@Nullable String> parse(String text) throws UndecodableException {
    try (MappingIterator<List<@Nullable String>> records = READER.readValues(text)) {
      List<@Nullable String> fields = records.hasNextValue() ? records.nextValue() : List.of();
      if (records.hasNextValue()) {
        throw new UndecodableException("the record has more than one line");
      }
      return fields;
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("the record is no line of CSV: " + e.getMessage());
    }
  }

  private static String text(byte[] value) throws UndecodableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException("the record is not UTF-8");
    }
  }
}
