package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.intake.SourceWord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** From numbers to events; tells as a source does when they have ended. */
@SuppressWarnings("NullAway.Init") // set in open()
final class NumbersIntake extends AbstractStreamOperator<KeyedEvent>
    implements OneInputStreamOperator<Long, KeyedEvent>, BoundedOneInput {
  static final OutputTag<SourceWord> WORDS =
      new OutputTag<>("words", TypeInformation.of(SourceWord.class));

  private static final long serialVersionUID = 1L;

  private final String id;
  private final ViewPlan view;
  private final long count;
  private transient Trial trial;
  private transient NumberedEvents events;

  NumbersIntake(String trial, ViewPlan view, long count) {
    this.id = trial;
    this.view = view;
    this.count = count;
  }

  @Override
  public void open() throws Exception {
    super.open();
    trial = Trial.of(id);
    events = new NumberedEvents(view, count);
  }

  @Override
  public void processElement(StreamRecord<Long> number) {
    trial.read();
    output.collect(new StreamRecord<>(events.get(number.getValue())));
  }

  @Override
  public void endInput() {
    var task = getRuntimeContext().getTaskInfo();
    output.collect(
        WORDS,
        new StreamRecord<>(
            new SourceWord(
                SourceWord.Kind.ENDED,
                view.sources().get(0).source(),
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks(),
                NumberedEvents.END + NumberedEvents.DISORDER,
                false)));
  }
}
