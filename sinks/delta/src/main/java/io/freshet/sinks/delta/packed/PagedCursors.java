package io.freshet.sinks.delta.packed;

import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Makes cursors that read pages themselves: over flat columns whose values are packed as they stand
 * there. {@link Cursors} do the rest.
 */
final class PagedCursors {
  private PagedCursors() {}

  /** A cursor that packs values as {@code wanted}; empty if that takes more than copying. */
  static Optional<ColumnCursor> of(
      ColumnDescriptor column, PackedType wanted, PageReadStore pages) {
    PrimitiveType type = column.getPrimitiveType();
    if (areNumbers(type, wanted)) {
      return Optional.of(new PagedNumbers(column, pages.getPageReader(column)));
    }
    boolean decimals = areWideDecimals(type, wanted);
    return decimals || areBytes(type, wanted)
        ? Optional.of(new PagedBytes(column, pages.getPageReader(column), decimals))
        : Optional.empty();
  }

  /**
   * A cursor over whole numbers or times; empty if they are not stored as that.
   *
   * @param wanted LONG, TIMESTAMP or TIMESTAMP_NTZ
   */
  static Optional<LongCursor> numbers(
      ColumnDescriptor column, PackedType wanted, PageReadStore pages) {
    return areNumbers(column.getPrimitiveType(), wanted)
        ? Optional.of(new PagedNumbers(column, pages.getPageReader(column)))
        : Optional.empty();
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

  private static boolean areBytes(PrimitiveType type, PackedType wanted) {
    return isBytes(type)
        && (wanted.kind() == PackedType.Kind.STRING || wanted.kind() == PackedType.Kind.BINARY);
  }

  private static boolean areWideDecimals(PrimitiveType type, PackedType wanted) {
    return isBytes(type) && isWideDecimal(wanted) && hasScale(type, wanted);
  }

  private static boolean isBytes(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        || type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  private static boolean isWideDecimal(PackedType wanted) {
    return wanted.kind() == PackedType.Kind.DECIMAL && wanted.precision() > PackedType.LONG_DIGITS;
  }

  private static boolean hasScale(PrimitiveType type, PackedType wanted) {
    return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation stored
        && stored.getScale() == wanted.scale();
  }
}
