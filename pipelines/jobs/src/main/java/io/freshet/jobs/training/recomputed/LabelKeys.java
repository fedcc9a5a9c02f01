package io.freshet.jobs.training.recomputed;

import io.freshet.jobs.training.wire.IndexBlock;
import io.freshet.schemas.ByteReader;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The entities that labels ask for, from an index of labels. */
final class LabelKeys implements FlatMapFunction<byte[], String> {
  private static final long serialVersionUID = 1L;

  private final EntityKeyReader keys;

  LabelKeys(EntityKeyReader keys) {
    this.keys = keys;
  }

  @Override
  public void flatMap(byte[] block, Collector<String> out) {
    if (IndexBlock.isAtFault(block)) {
      return;
    }
    IndexBlock.forEach(
        block,
        (time, bytes, begin, length) -> {
          if (length > 0) {
            out.collect(keys.read(new ByteReader(bytes, begin)));
          }
        });
  }
}
