package io.freshet.sinks.delta.packed;

import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Makes cursors that read pages themselves: over flat columns that have nothing but plain values
 * and dictionaries, and whose values are packed as they stand there. {@link Cursors} do the rest.
 */
public final class PagedCursors {
  private PagedCursors() {}

  /** A cursor that packs values as {@code wanted}; empty if that takes more than copying. */
  public static Optional<ColumnCursor> of(
      MessageType file, String name, PackedType wanted, PageReadStore pages) {
    if (!isFlat(file, name)) {
      return Optional.empty();
    }
    PrimitiveType type = file.getType(name).asPrimitiveType();
    if (areNumbers(type, wanted)) {
      return Optional.of(numbers(file, type, pages));
    }
    PrimitiveTypeName stored = type.getPrimitiveTypeName();
    boolean variable = stored == PrimitiveTypeName.BINARY;
    if (!variable && stored != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      return Optional.empty();
    }
    boolean bytes =
        wanted.kind() == PackedType.Kind.STRING || wanted.kind() == PackedType.Kind.BINARY;
    boolean decimals = isWideDecimal(wanted) && hasScale(type, wanted);
    if (!bytes && !decimals) {
      return Optional.empty();
    }
    return Optional.of(
        new PagedBytes(
            pages.getPageReader(column(file, name)),
            variable ? PagedBytes.VARIABLE : type.getTypeLength(),
            decimals,
            isNullable(file, name)));
  }

  /**
   * A cursor over whole numbers or times; empty if they are not stored as that.
   *
   * @param wanted LONG, TIMESTAMP or TIMESTAMP_NTZ
   */
  public static Optional<LongCursor> numbers(
      MessageType file, String name, PackedType wanted, PageReadStore pages) {
    return isFlat(file, name) && areNumbers(file.getType(name).asPrimitiveType(), wanted)
        ? Optional.of(numbers(file, file.getType(name).asPrimitiveType(), pages))
        : Optional.empty();
  }

  private static PagedNumbers numbers(MessageType file, PrimitiveType type, PageReadStore pages) {
    boolean narrow = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    return new PagedNumbers(
        pages.getPageReader(column(file, type.getName())),
        narrow ? Integer.BYTES : Long.BYTES,
        isNullable(file, type.getName()));
  }

  private static boolean areNumbers(PrimitiveType type, PackedType wanted) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    boolean narrow = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    boolean wide = type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
    return switch (wanted.kind()) {
      case LONG ->
          wide || narrow && !(logical instanceof IntLogicalTypeAnnotation kind && !kind.isSigned());
      case TIMESTAMP, TIMESTAMP_NTZ ->
          wide
              && logical instanceof TimestampLogicalTypeAnnotation time
              && time.getUnit() == TimeUnit.MICROS;
      case DOUBLE -> type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
      case DECIMAL -> (narrow || wide) && !isWideDecimal(wanted) && hasScale(type, wanted);
      default -> false;
    };
  }

  private static boolean isWideDecimal(PackedType wanted) {
    return wanted.kind() == PackedType.Kind.DECIMAL
        && wanted.precision() > PackedType.LONG_DIGITS;
  }

  private static boolean hasScale(PrimitiveType type, PackedType wanted) {
    return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation stored
        && stored.getScale() == wanted.scale();
  }

  private static boolean isFlat(MessageType file, String name) {
    return file.getType(name).isPrimitive() && file.getMaxRepetitionLevel(name) == 0;
  }

  private static boolean isNullable(MessageType file, String name) {
    return file.getMaxDefinitionLevel(name) > 0;
  }

  private static ColumnDescriptor column(MessageType file, String name) {
    return file.getColumnDescription(new String[] {name});
  }
}
