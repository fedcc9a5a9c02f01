package io.freshet.jobs.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void aJoinOnEventTimeWouldHaveLeaked() {
    Verdict verdict = Verdict.of(TestingReports.of("clicks", "", 3_000, List.of("clicks_1h")));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.GOOD);
    assertThat(verdict.headline()).isEqualTo("0 values from the future.");
    assertThat(verdict.detail().replace('\u00A0', ' '))
        .startsWith(
            "A join on event time would have leaked into 3.3 % of the labels (100 of 3,000): mostly"
                + " late events");
  }

  @Test
  void nothingWouldHaveLeaked() {
    Verdict verdict = Verdict.of(TestingReports.of("clicks", "", 29, List.of("clicks_1h")));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.GOOD);
    assertThat(verdict.detail()).startsWith("A join on event time would not have leaked either");
  }

  @Test
  void withoutLabelsThereIsNoVerdict() {
    Verdict verdict = Verdict.of(TestingReports.of("clicks", "", 0, List.of("clicks_1h")));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.NEUTRAL);
  }
}
