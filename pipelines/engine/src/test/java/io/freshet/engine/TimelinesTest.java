package io.freshet.engine;

import static io.freshet.engine.TestingPlans.count;
import static io.freshet.engine.TestingPlans.countView;
import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Timelines by group: found, in order, and noted when touched, however many there are. */
class TimelinesTest {
  private final Shape shape =
      Group.of(Part.of(countView(window(20, 5))), new LongAdder()).get(0).shape();

  @Test
  void everyTimelineIsFoundWhereverItStands() {
    for (int groups : new int[] {1, 2, 63, 64, 65, 128, 129, 300}) {
      Random random = new Random(groups);
      Timelines timelines = new Timelines(groups);
      Map<Integer, Timeline> expected = new TreeMap<>();
      for (int i = 0; i < 2 * groups; i++) {
        int group = random.nextInt(groups);
        if (timelines.find(group) < 0) {
          Timeline timeline = new Timeline(shape);
          timelines.add(group, timeline);
          expected.put(group, timeline);
        }
        assertThat(timelines.size()).isEqualTo(expected.size());
      }
      List<Timeline> inOrder = List.copyOf(expected.values());
      for (int group = 0; group < groups; group++) {
        Timeline timeline = expected.get(group);
        assertThat(timelines.of(group)).isSameAs(timeline);
        assertThat(timelines.find(group))
            .isEqualTo(timeline == null ? -1 : inOrder.indexOf(timeline));
      }
    }
  }

  @Test
  void touchedTimelinesAreKnownUntilTheyAreUntouched() {
    int groups = 200;
    Timelines timelines = new Timelines(groups);
    for (int group = 0; group < groups; group++) {
      timelines.add(group, new Timeline(shape));
    }
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      timelines.untouch();
      Set<Integer> touched = new HashSet<>();
      for (int i = random.nextInt(groups); i > 0; i--) {
        int index = random.nextInt(groups);
        timelines.touch(index);
        touched.add(index);
      }
      for (int index = 0; index < groups; index++) {
        assertThat(timelines.isTouched(index)).isEqualTo(touched.contains(index));
      }
    }
  }

  @Test
  void aggregationsOfTheSameEventsAreOneGroup() {
    List<Part> parts =
        Part.of(
            TestingPlans.view(
                List.of(TestingPlans.source(1, true)),
                List.of(
                    count(0, -1, window(20, 5)),
                    count(0, 0, window(20, 5)),
                    count(0, -1, window(40, 10)))));

    List<Group> groups = Group.of(parts, new LongAdder());

    assertThat(groups).extracting(Group::filter).containsExactly(-1, 0);
    assertThat(groups).extracting(Group::parts).containsExactly(List.of(0, 2), List.of(1));
    assertThat(groups.get(0).shape().scheme.windowCount()).isEqualTo(2);
  }
}
