package io.freshet.jobs.training.recomputed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.derive.DerivedInputs;
import io.freshet.jobs.history.AsOf;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.ViewJoin;
import io.freshet.jobs.training.output.Windows;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The values of a view by its definition of now, from raw events. */
final class RecomputedJoin implements ViewJoin {
  private final RecomputedJoins set;
  private final ViewPlan plan;
  private final ViewColumns view;
  private final int number;
  private final TrainingOptions options;

  RecomputedJoin(
      RecomputedJoins set, ViewPlan plan, ViewColumns view, int number, TrainingOptions options) {
    this.set = set;
    this.plan = plan;
    this.view = view;
    this.number = number;
    this.options = options;
  }

  @Override
  public DataStream<byte[]> join(
      StreamExecutionEnvironment execution, DataStream<byte[]> labels, DataStream<byte[]> index) {
    EntityKeyReader keys = new EntityKeyReader(view.keys());
    SingleOutputStreamOperator<AsOf> questions =
        labels
            .transform(
                "ask " + view.view(),
                TypeInformation.of(AsOf.class),
                new QuestionOperator(number, keys, options.inclusive()))
            .setParallelism(labels.getParallelism());
    DataStream<String> wanted =
        index
            .flatMap(new LabelKeys(keys))
            .returns(Types.STRING)
            .setParallelism(index.getParallelism());
    Long maxAge = options.maxAge();
    return set.recomputation(execution)
        .answers(plan, questions, wanted, options.labelsInMemory())
        .transform(
            "answer " + view.view(),
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            new AnswerOperator(
                plan.layout(set.pipeline()), view, maxAge == null ? Long.MAX_VALUE : maxAge))
        .union(questions.getSideOutput(QuestionOperator.WITHOUT_KEY));
  }

  @Override
  public Windows windows() {
    return Windows.of(plan, view.stored(), this::completeFrom);
  }

  /** Known only where all sources of the feature are read from their first event on. */
  private Optional<Long> completeFrom(Field feature) {
    int position = plan.layout("").features().indexOf(feature);
    boolean whole =
        DerivedInputs.of(plan, position).stream()
            .map(input -> plan.aggregations().get(plan.features().get(input).aggregation()))
            .map(aggregation -> plan.sources().get(aggregation.source()).source())
            .allMatch(set.past()::isWhole);
    return whole ? Optional.of(Long.MIN_VALUE) : Optional.empty();
  }

  @Override
  public void describe(ObjectNode json) {
    ObjectNode sources = json.putObject(RecomputedJoins.SOURCES);
    plan.sources()
        .forEach(
            source ->
                PastJson.write(set.past(), source.source(), sources.putObject(source.source())));
  }
}
