package io.freshet.bench.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.bench.Cores;
import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.RunSpec;
import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own. */
final class SubjectProcessIT {
  @TempDir private Path directory;

  @Test
  void aMeasurementComesBackFromItsProcessAndLeavesNothing() throws Exception {
    List<String> laps = new ArrayList<>();
    RunSpec spec = RunSpec.of(Workload.CHURN_ZIPF, Subject.NONE).withEvents(20_000).withKeys(1_000);
    Measurement measured = new SubjectProcess("512m", Cores.last(), directory).run(spec, laps::add);
    assertThat(measured.subject()).isEqualTo("none");
    assertThat(measured.keys()).isEqualTo(1_000);
    assertThat(measured.results()).isEqualTo(20_000);
    assertThat(laps).hasSameSizeAs(measured.laps());
    assertThat(directory).isDirectoryNotContaining("glob:**freshet-bench-*");
  }

  @Test
  void aRunThatFailsSaysWhy() {
    RunSpec spec = RunSpec.of(Workload.CHURN_ZIPF, Subject.FLINK_SLIDING).withEvents(1_000);
    assertThatThrownBy(() -> new SubjectProcess("512m", null, directory).run(spec, lap -> {}))
        .hasMessageContaining("status 2")
        .hasMessageContaining("readings only");
  }
}
