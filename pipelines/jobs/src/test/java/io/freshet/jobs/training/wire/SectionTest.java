package io.freshet.jobs.training.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.junit.jupiter.api.Test;

class SectionTest {

  @Test
  void aSectionTellsWhatWouldLeak() {
    ByteWriter out = new ByteWriter(64);
    Section.beginLeaking(Section.State.TOO_OLD, 7, 11, 13, out);
    out.writeByte(42);
    ByteReader in = new ByteReader(out.toByteArray(), 0);
    Section section = Section.read(in);
    assertThat(section.state()).isEqualTo(Section.State.TOO_OLD);
    assertThat(section.leak()).isTrue();
    assertThat(section.leakDelay()).isEqualTo(7);
    assertThat(section.featureTimestamp()).isEqualTo(11);
    assertThat(section.availableAt()).isEqualTo(13);
    assertThat(in.readByte()).isEqualTo((byte) 42);
  }

  @Test
  void theDelayOfALeakMayBeUnknown() {
    for (boolean leak : new boolean[] {false, true}) {
      ByteWriter out = new ByteWriter(64);
      Section.begin(Section.State.FOUND, leak, 11, 13, out);
      Section section = Section.read(new ByteReader(out.toByteArray(), 0));
      assertThat(section.leak()).isEqualTo(leak);
      assertThat(section.leakDelay()).isEqualTo(Section.UNKNOWN);
      assertThat(section.availableAt()).isEqualTo(13);
    }
  }
}
