package io.freshet.sinks.delta.file;

import java.io.IOException;

/** A buffer of a column of single values. */
abstract class FlatBuffer extends ColumnBuffer {
  private final FlatChunk chunk;

  FlatBuffer(FlatChunk chunk) {
    this.chunk = chunk;
  }

  @Override
  final void write(int place, int row, int nulls) {
    chunk.present(row);
    write(place, chunk);
  }

  /** Writes the value at a place. */
  abstract void write(int place, SingleValues out);

  @Override
  final void endRows(int rowCount, int nulls) throws IOException {
    chunk.endRows(rowCount);
  }

  @Override
  final void finish() throws IOException {
    chunk.finish();
  }

  @Override
  final long size() {
    return chunk.size();
  }
}
