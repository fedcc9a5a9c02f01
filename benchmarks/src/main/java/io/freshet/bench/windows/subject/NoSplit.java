package io.freshet.bench.windows.subject;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** The split of a source that has none. */
final class NoSplit implements SourceSplit {

  @Override
  public String splitId() {
    return "all";
  }

  /** Hands nothing out. */
  static final class Enumerator implements SplitEnumerator<NoSplit, Boolean> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<NoSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public Boolean snapshotState(long checkpointId) {
      return true;
    }

    @Override
    public void close() {}
  }

  /** The bytes of a constant. */
  static final class Bytes<T> implements SimpleVersionedSerializer<T> {
    private final T value;

    Bytes(T value) {
      this.value = value;
    }

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(T ignored) {
      return new byte[0];
    }

    @Override
    public T deserialize(int version, byte[] bytes) {
      return value;
    }
  }
}
