package io.freshet.jobs.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetStatisticsTest {
  private static final List<ViewColumns> VIEWS =
      List.of(
          new ViewColumns(
              "clicks",
              List.of(new Field("user_id", ValueType.STRING)),
              List.of(
                  new Field("clicks_1h", ValueType.BIGINT),
                  new Field("price_1h", ValueType.DOUBLE)),
              List.of(
                  new ViewColumns.Output("clicks_1h", "c", 0, null),
                  new ViewColumns.Output("price_1h", "p", 1, null)),
              List.of(new byte[] {1, 0}, new byte[] {0})));

  @Test
  void labelsAreCountedByWhatWasFound() {
    SetStatistics statistics = statistics();
    assertThat(statistics.rows()).isEqualTo(3);
    assertThat(statistics.leaks()).isEqualTo(1);
    assertThat(statistics.firstLabel()).isEqualTo(60_000);
    assertThat(statistics.lastLabel()).isEqualTo(180_001);
    assertThat(statistics.periods())
        .extracting(LabelPeriod::incomplete)
        .containsExactly(List.of(2L), List.of(0L), List.of(1L));
    ViewStatistics view = statistics.views().get(0);
    assertThat(view.missing()).isEqualTo(1);
    assertThat(view.future()).isEqualTo(1);
    assertThat(view.leaks()).isEqualTo(1);
    assertThat(view.leakDelays().count()).isEqualTo(1);
    assertThat(view.leakDelays().max()).isEqualTo(7_000);
    assertThat(view.ages().count()).isEqualTo(2);
  }

  @Test
  void agesOfAFeatureAreThoseOfItsValues() {
    List<FeatureStatistics> features = statistics().views().get(0).features();
    int second = AgeCounts.BOUNDS.indexOf(1_000L) + 1;
    int day = AgeCounts.BOUNDS.indexOf(86_400_000L) + 1;
    assertThat(features.get(0).ages().get(second)).isEqualTo(1);
    assertThat(features.get(0).ages().get(day)).isEqualTo(1);
    assertThat(features.get(1).ages().get(second)).isZero();
    assertThat(features.get(1).ages().get(day)).isEqualTo(1);
    assertThat(features.get(1).ages().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenIsRead() throws JsonProcessingException {
    SetStatistics statistics = statistics();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    statistics.fill(json);
    String text = mapper.writeValueAsString(json);
    assertThat(SetStatistics.read(mapper.readTree(text))).isEqualTo(statistics);
    assertThat(json.at("/views/0/features/0/complete_from").asLong()).isEqualTo(50);
    assertThat(json.at("/views/0/features/1/incomplete").isNull()).isTrue();
  }

  /** Three labels of two tasks: rows of a second and a day, and none. */
  private static SetStatistics statistics() {
    SetTally one = new SetTally(VIEWS);
    one.view(0).age(1_000);
    one.view(0).future();
    one.view(0).value(0, true, false, true);
    one.view(0).value(1, false, true, false);
    one.row(180_001, false, new long[] {1});
    SetTally other = new SetTally(VIEWS);
    other.view(0).missing();
    other.view(0).leak();
    other.view(0).leakDelay(7_000);
    other.view(0).value(0, true, true, true);
    other.view(0).value(1, false, true, false);
    other.row(60_000, true, new long[] {2});
    other.view(0).age(86_400_000);
    other.view(0).value(0, true, false, false);
    other.view(0).value(1, true, false, false);
    other.row(179_999, false, new long[] {0});
    one.addAll(other);
    return SetStatistics.of(one, VIEWS, List.of(Map.of("clicks_1h", 50L)));
  }
}
