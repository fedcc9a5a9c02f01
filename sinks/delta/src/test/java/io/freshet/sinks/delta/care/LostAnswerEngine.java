package io.freshet.sinks.delta.care;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;

/**
 * An engine whose first commit is made, and looks as if it had failed: the store's answer is lost.
 */
final class LostAnswerEngine implements Engine {
  private final Engine engine;
  private final Event meanwhile;
  private boolean lost;

  /** What happens meanwhile. */
  interface Event {
    void happens() throws Exception;
  }

  /**
   * An engine.
   *
   * @param meanwhile what happens before the writer knows that it has got no answer
   */
  LostAnswerEngine(Engine engine, Event meanwhile) {
    this.engine = engine;
    this.meanwhile = meanwhile;
  }

  @Override
  public ExpressionHandler getExpressionHandler() {
    return engine.getExpressionHandler();
  }

  @Override
  public JsonHandler getJsonHandler() {
    return new LosingHandler(engine.getJsonHandler());
  }

  @Override
  public FileSystemClient getFileSystemClient() {
    return engine.getFileSystemClient();
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return engine.getParquetHandler();
  }

  private final class LosingHandler implements JsonHandler {
    private final JsonHandler handler;

    LosingHandler(JsonHandler handler) {
      this.handler = handler;
    }

    @Override
    public ColumnarBatch parseJson(
        ColumnVector json, StructType schema, Optional<ColumnVector> selection) {
      return handler.parseJson(json, schema, selection);
    }

    @Override
    public CloseableIterator<ColumnarBatch> readJsonFiles(
        CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate)
        throws IOException {
      return handler.readJsonFiles(files, schema, predicate);
    }

    @Override
    public void writeJsonFileAtomically(String path, CloseableIterator<Row> rows, boolean overwrite)
        throws IOException {
      handler.writeJsonFileAtomically(path, rows, overwrite);
      if (!lost) {
        lost = true;
        try {
          meanwhile.happens();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        throw new IOException("no answer");
      }
    }
  }
}
