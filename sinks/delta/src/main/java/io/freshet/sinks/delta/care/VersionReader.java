package io.freshet.sinks.delta.care;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.actions.RemoveFile;
import io.delta.kernel.types.StructType;
import io.freshet.sinks.delta.table.TableMetadata;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TableVersion} of the actions of a commit. Not thread-safe. */
final class VersionReader {
  static final Set<DeltaAction> ACTIONS =
      Set.of(
          DeltaAction.COMMITINFO,
          DeltaAction.ADD,
          DeltaAction.REMOVE,
          DeltaAction.TXN,
          DeltaAction.DOMAINMETADATA);

  /** Behind Kernel's name and version stands who commits, and then what of it. */
  private static final Pattern OURS = Pattern.compile(".*/Freshet ([a-z]+)");

  private final long version;
  private final long time;
  private final Change added = new Change();
  private final Change removed = new Change();
  private String operation = "unknown";
  private OptionalLong checkpoint = OptionalLong.empty();
  private OptionalLong watermark = OptionalLong.empty();

  VersionReader(long version, long time) {
    this.version = version;
    this.time = time;
  }

  long version() {
    return version;
  }

  void accept(Row action) {
    Row add = struct(action, DeltaAction.ADD);
    if (add != null) {
      AddFile file = new AddFile(add);
      added.count(file.getSize(), file.getDataChange(), file.getNumRecords());
    }
    Row remove = struct(action, DeltaAction.REMOVE);
    if (remove != null) {
      RemoveFile file = new RemoveFile(remove);
      removed.count(file.getSize().orElse(0L), file.getDataChange(), file.getNumRecords());
    }
    Row commit = struct(action, DeltaAction.COMMITINFO);
    if (commit != null) {
      operation = operation(text(commit, "engineInfo"), text(commit, "operation"));
    }
    Row transaction = struct(action, DeltaAction.TXN);
    if (transaction != null) {
      checkpoint = OptionalLong.of(transaction.getLong(ordinal(transaction, "version")));
    }
    Row domain = struct(action, DeltaAction.DOMAINMETADATA);
    if (domain != null) {
      DomainMetadata metadata = DomainMetadata.fromRow(domain);
      if (metadata.getDomain().equals(TableMetadata.DOMAIN)) {
        watermark = watermark(metadata.getConfiguration());
      }
    }
  }

  TableVersion toVersion() {
    return new TableVersion(
        version,
        time,
        operation,
        added.files,
        removed.files,
        added.rows(),
        removed.rows(),
        added.bytes,
        removed.bytes,
        checkpoint,
        watermark);
  }

  private static String operation(String engine, String operation) {
    Matcher ours = OURS.matcher(engine);
    if (ours.matches()) {
      return ours.group(1);
    }
    return switch (operation.toUpperCase(Locale.ROOT)) {
      case "STREAMING UPDATE" -> "append";
      case "CREATE TABLE" -> "create";
      default -> operation.isEmpty() ? "unknown" : operation;
    };
  }

  /** Empty if there is none, or a later Freshet tells it otherwise. */
  private static OptionalLong watermark(String configuration) {
    try {
      Long told = TableMetadata.fromJson(configuration).watermark();
      return told == null ? OptionalLong.empty() : OptionalLong.of(told);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  private static @Nullable Row struct(Row action, DeltaAction kind) {
    int ordinal = ordinal(action, kind.colName);
    return ordinal < 0 || action.isNullAt(ordinal) ? null : action.getStruct(ordinal);
  }

  private static String text(Row row, String field) {
    int ordinal = ordinal(row, field);
    return ordinal < 0 || row.isNullAt(ordinal) ? "" : row.getString(ordinal);
  }

  private static int ordinal(Row row, String field) {
    StructType schema = row.getSchema();
    return schema.indexOf(field);
  }

  private static final class Change {
    private int files;
    private long bytes;
    private long rows;
    private boolean unknown;

    void count(long size, boolean dataChange, Optional<Long> records) {
      files++;
      bytes += size;
      if (dataChange) {
        rows += records.orElse(0L);
        unknown |= records.isEmpty();
      }
    }

    OptionalLong rows() {
      return unknown ? OptionalLong.empty() : OptionalLong.of(rows);
    }
  }
}
