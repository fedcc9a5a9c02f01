package io.freshet.jobs.window;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.intake.SourceRow;
import io.freshet.jobs.letters.DeadLetters;
import io.freshet.jobs.sql.ProjectedRow;
import io.freshet.schemas.DeadLetter.Reason;
import io.freshet.schemas.ValueType;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Makes keyed events of projected rows: drops those that no feature counts, then refuses those
 * without key or with a number that is none.
 */
@SuppressWarnings("NullAway.Init") // fields are set in initializeState() and open()
public final class KeyingOperator extends AbstractStreamOperator<KeyedEvent>
    implements OneInputStreamOperator<RowData, KeyedEvent> {
  private static final long serialVersionUID = 1L;

  private final String pipeline;
  private final ViewPlan view;
  private final int source;

  private transient ProjectedRow row;
  private transient EventCodec codec;
  private transient int[] doubles;
  private transient boolean unfiltered;
  private transient DeadLetters letters;
  private transient StreamRecord<KeyedEvent> out;

  /**
   * @param source index of the source in the view
   */
  public KeyingOperator(String pipeline, ViewPlan view, int source) {
    this.pipeline = pipeline;
    this.view = view;
    this.source = source;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ViewSourcePlan plan = view.sources().get(source);
    row = new ProjectedRow(view, plan);
    codec = EventCodec.of(plan, source);
    doubles = aggregatedDoubles(view, source);
    unfiltered = plan.unfiltered();
    letters = new DeadLetters(pipeline, plan.source(), view.name(), output, getMetricGroup());
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    RowData record = element.getValue();
    boolean[] filters = row.filters(record);
    if (!unfiltered && !any(filters)) {
      return;
    }
    String key = row.key(record);
    if (key == null) {
      refuse(record, Reason.NULL_KEY, "a join key of entity '" + view.entity() + "' is NULL");
      return;
    }
    @Nullable Object[] inputs = row.inputs(record);
    for (int input : doubles) {
      if (inputs[input] instanceof Double value && !Double.isFinite(value)) {
        String sql = view.sources().get(source).inputs().get(input).sql();
        refuse(record, Reason.NOT_FINITE, "'" + sql + "' is " + value);
        return;
      }
    }
    output.collect(
        out.replace(
            new KeyedEvent(
                KeyedEvent.Kind.EVENT,
                key,
                source,
                record.getLong(SourceRow.TIME),
                record.getLong(SourceRow.ARRIVED_AT),
                record.getLong(SourceRow.ARRIVAL_CLOCK),
                codec.encode(filters, inputs))));
  }

  private void refuse(RowData record, Reason reason, String detail) {
    letters.refuse(
        record.getString(SourceRow.TOPIC).toString(),
        record.getInt(SourceRow.PARTITION),
        record.getLong(SourceRow.OFFSET),
        SourceRow.raw(record),
        reason,
        detail);
  }

  private static boolean any(boolean[] filters) {
    for (boolean passes : filters) {
      if (passes) {
        return true;
      }
    }
    return false;
  }

  /** Inputs of type DOUBLE that something other than a plain count takes. */
  private static int[] aggregatedDoubles(ViewPlan view, int source) {
    return view.aggregations().stream()
        .filter(a -> a.source() == source && a.input() >= 0)
        .filter(a -> a.function() != AggregateFunction.COUNT)
        .filter(a -> ValueType.DOUBLE.equals(a.inputType()))
        .mapToInt(AggregationPlan::input)
        .distinct()
        .toArray();
  }
}
