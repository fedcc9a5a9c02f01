package io.freshet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.ValueType;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final ViewSourcePlan ALL =
      TestingPlans.source(3, false, TestingValues.TYPES.toArray(ValueType[]::new));
  private static final ViewSourcePlan SMALL =
      TestingPlans.source(2, false, ValueType.BIGINT, ValueType.STRING, ValueType.DOUBLE);

  @Property
  void eventIsReadBack(
      @ForAll long time,
      @ForAll @Size(3) boolean[] filters,
      @ForAll @Size(8) boolean[] nulls,
      @ForAll @Size(8) int[] seeds) {
    EventCodec codec = EventCodec.of(ALL, 4);
    @Nullable Object[] inputs = new @Nullable Object[8];
    for (int i = 0; i < 8; i++) {
      inputs[i] = nulls[i] ? null : TestingValues.pick(TestingValues.TYPES.get(i), seeds[i]);
    }
    codec.encode(new boolean[3], new Object[8]);
    Event event = codec.decode(time, codec.encode(filters, inputs));
    assertThat(event.source()).isEqualTo(4);
    assertThat(event.time()).isEqualTo(time);
    assertThat(event.filters()).isEqualTo(filters);
    assertThat(event.inputs()).isEqualTo(inputs);
  }

  @Test
  void bytesByHand() {
    // bits: second filter, then the second input is NULL; 5 as zigzag; 0.5
    byte[] bytes =
        EventCodec.of(SMALL, 0).encode(new boolean[] {false, true}, new Object[] {5L, null, 0.5});
    assertThat(bytes).asHexString().isEqualToIgnoringCase("0A0A3FE0000000000000");
  }

  @Test
  void eventWithoutFiltersAndInputsHasNoBytes() {
    EventCodec codec = EventCodec.of(TestingPlans.source(0, true), 0);
    byte[] bytes = codec.encode(new boolean[0], new Object[0]);
    assertThat(bytes).isEmpty();
    assertThat(codec.decode(7, bytes).time()).isEqualTo(7);
  }

  @Test
  void otherBytesAreRefused() {
    EventCodec codec = EventCodec.of(SMALL, 0);
    byte[] bytes = codec.encode(new boolean[] {true, true}, new Object[] {5L, "abc", 0.5});
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(0, part)).isInstanceOf(MalformedRowException.class);
    }
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.decode(0, more)).isInstanceOf(MalformedRowException.class);
  }

  @Test
  void eventOfAnotherSourceIsRefused() {
    assertThatThrownBy(() -> EventCodec.of(SMALL, 0).encode(new boolean[1], new Object[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 filters and 3 inputs, not 1 and 3");
  }
}
