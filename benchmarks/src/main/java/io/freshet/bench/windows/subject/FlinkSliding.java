package io.freshet.bench.windows.subject;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;

/** Flink's DataStream windows: count, sum and largest. */
final class FlinkSliding
    implements AggregateFunction<
        Tuple2<String, Double>, Tuple3<Long, Double, Double>, Tuple3<Long, Double, Double>> {
  private static final long serialVersionUID = 1L;
  private static final TypeInformation<Tuple3<Long, Double, Double>> TYPE =
      Types.TUPLE(Types.LONG, Types.DOUBLE, Types.DOUBLE);

  static DataStream<?> attach(JobParts parts) {
    HopWindow window = HopWindow.of(parts.plan());
    return ReadingDecoder.readings(parts)
        .keyBy(reading -> reading.f0, Types.STRING)
        .window(SlidingEventTimeWindows.of(window.size(), window.slide()))
        .aggregate(new FlinkSliding(), TYPE, TYPE);
  }

  @Override
  public Tuple3<Long, Double, Double> createAccumulator() {
    return Tuple3.of(0L, 0.0, Double.NEGATIVE_INFINITY);
  }

  @Override
  public Tuple3<Long, Double, Double> add(
      Tuple2<String, Double> reading, Tuple3<Long, Double, Double> sum) {
    sum.f0++;
    sum.f1 += reading.f1;
    sum.f2 = Math.max(sum.f2, reading.f1);
    return sum;
  }

  @Override
  public Tuple3<Long, Double, Double> getResult(Tuple3<Long, Double, Double> sum) {
    return sum;
  }

  @Override
  public Tuple3<Long, Double, Double> merge(
      Tuple3<Long, Double, Double> left, Tuple3<Long, Double, Double> right) {
    return Tuple3.of(left.f0 + right.f0, left.f1 + right.f1, Math.max(left.f2, right.f2));
  }
}
