package io.freshet.bench.windows.subject;

import io.freshet.jobs.window.KeyedEvent;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads 256 bytes of a key, counts the event in them, and writes them: what the smallest useful
 * state costs. A key's bytes begin as noise, so that they do not vanish in compression.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class ControlState extends KeyedProcessFunction<String, KeyedEvent, byte[]> {
  private static final long serialVersionUID = 1L;
  private static final int LENGTH = 256;

  private transient ValueState<byte[]> state;
  private transient SplittableRandom noise;

  @Override
  public void open(OpenContext context) {
    noise = new SplittableRandom(LENGTH);
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "bytes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(KeyedEvent event, Context context, Collector<byte[]> out)
      throws Exception {
    byte[] bytes = state.value();
    if (bytes == null) {
      bytes = new byte[LENGTH];
      noise.nextBytes(bytes);
    }
    ByteBuffer view = ByteBuffer.wrap(bytes);
    view.putLong(0, view.getLong(0) + 1);
    view.putLong(Long.BYTES, event.time());
    state.update(bytes);
    out.collect(bytes);
  }
}
