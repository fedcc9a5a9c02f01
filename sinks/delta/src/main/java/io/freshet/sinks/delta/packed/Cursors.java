package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Makes cursors over the columns of a row group. */
public final class Cursors {
  /** A column that is not there. */
  public static final ColumnCursor NULLS =
      new ColumnCursor() {
        @Override
        public void pack(ByteWriter out) {
          out.writeByte(ValuePacker.NULL);
        }

        @Override
        public void skip() {}
      };

  private static final PrimitiveConverter UNUSED = new PrimitiveConverter() {};

  private Cursors() {}

  /**
   * A cursor that packs values as {@code wanted}.
   *
   * @throws IncompatibleColumnException if the file's type is not one that holds such values
   */
  public static ColumnCursor of(
      MessageType file,
      String name,
      PackedType wanted,
      PageReadStore pages,
      @Nullable ParsedVersion writer) {
    Type type = file.getType(name);
    if (type.isPrimitive() && wanted.isFlat()) {
      Optional<ColumnCursor> paged =
          arePagesWhole(writer)
              ? PagedCursors.of(descriptor(file, name), wanted, pages)
              : Optional.empty();
      return paged.orElseGet(
          () ->
              new FlatCursor(
                  column(file, pages, writer, name),
                  ValueReader.of(type.asPrimitiveType(), wanted)));
    }
    if (type.isPrimitive() || wanted.isFlat() || ParquetTypes.packed(type).isEmpty()) {
      throw new IncompatibleColumnException(type, wanted);
    }
    return nested(file, type.asGroupType(), wanted, pages, writer);
  }

  /**
   * A cursor over whole numbers or times.
   *
   * @param wanted LONG, TIMESTAMP or TIMESTAMP_NTZ
   */
  public static LongCursor numbers(
      MessageType file,
      String name,
      PackedType wanted,
      PageReadStore pages,
      @Nullable ParsedVersion writer) {
    Type type = file.getType(name);
    if (!type.isPrimitive()) {
      throw new IncompatibleColumnException(type, wanted);
    }
    Optional<LongCursor> paged =
        arePagesWhole(writer)
            ? PagedCursors.numbers(descriptor(file, name), wanted, pages)
            : Optional.empty();
    return paged.orElseGet(
        () ->
            new NumberCursor(
                column(file, pages, writer, name),
                ValueReader.whole(type.asPrimitiveType(), wanted)));
  }

  /** Old writers had texts lean on the last one of the page before; who is unknown may be old. */
  private static boolean arePagesWhole(@Nullable ParsedVersion writer) {
    return !CorruptDeltaByteArrays.requiresSequentialReads(writer, Encoding.DELTA_BYTE_ARRAY);
  }

  private static ColumnCursor nested(
      MessageType file,
      GroupType group,
      PackedType wanted,
      PageReadStore pages,
      @Nullable ParsedVersion writer) {
    Type repeated = group.getType(0);
    List<ColumnReader> leaves = new ArrayList<>();
    List<ValueReader> readers = new ArrayList<>();
    List<PackedType> types =
        wanted.kind() == PackedType.Kind.MAP
            ? List.of(wanted.keyType(), wanted.elementType())
            : List.of(wanted.elementType());
    if (repeated.isPrimitive()) {
      leaves.add(column(file, pages, writer, group.getName(), repeated.getName()));
      readers.add(ValueReader.of(repeated.asPrimitiveType(), types.get(0)));
    } else {
      GroupType entry = repeated.asGroupType();
      if (entry.getFieldCount() != types.size()) {
        throw new IncompatibleColumnException(group, wanted);
      }
      for (int i = 0; i < types.size(); i++) {
        PrimitiveType leaf = entry.getType(i).asPrimitiveType();
        leaves.add(
            column(file, pages, writer, group.getName(), repeated.getName(), leaf.getName()));
        readers.add(ValueReader.of(leaf, types.get(i)));
      }
    }
    return new NestedCursor(
        leaves.toArray(ColumnReader[]::new),
        readers.toArray(ValueReader[]::new),
        file.getMaxDefinitionLevel(group.getName()),
        file.getMaxDefinitionLevel(group.getName(), repeated.getName()));
  }

  private static ColumnReader column(
      MessageType file, PageReadStore pages, @Nullable ParsedVersion writer, String... path) {
    ColumnDescriptor column = descriptor(file, path);
    return new ColumnReaderImpl(column, pages.getPageReader(column), UNUSED, writer);
  }

  private static ColumnDescriptor descriptor(MessageType file, String... path) {
    return file.getColumnDescription(path);
  }
}
