package io.freshet.bench.windows.subject;

import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.window.KeyedEvent;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Takes key and reading out of a keyed event, for subjects that know no views. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class ReadingDecoder extends RichMapFunction<KeyedEvent, Tuple2<String, Double>> {
  private static final long serialVersionUID = 1L;
  private static final TypeInformation<Tuple2<String, Double>> TYPE =
      Types.TUPLE(Types.STRING, Types.DOUBLE);

  private final ViewSourcePlan source;
  private transient EventCodec codec;

  private ReadingDecoder(ViewSourcePlan source) {
    this.source = source;
  }

  /** The readings of a view whose only input they are. */
  static DataStream<Tuple2<String, Double>> readings(JobParts parts) {
    ViewSourcePlan source = parts.plan().views().get(0).sources().get(0);
    if (source.inputs().size() != 1 || !source.inputs().get(0).sql().equals("reading")) {
      throw new IllegalArgumentException("Flink's windows are measured on readings only");
    }
    return parts.events().map(new ReadingDecoder(source)).returns(TYPE).name("readings");
  }

  @Override
  public void open(OpenContext context) {
    codec = EventCodec.of(source, 0);
  }

  @Override
  public Tuple2<String, Double> map(KeyedEvent event) {
    Object reading = codec.decode(event.time(), event.payload()).inputs()[0];
    return Tuple2.of(event.key(), (Double) Objects.requireNonNull(reading));
  }
}
