package io.freshet.sinks.delta.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MergePolicyTest {
  private static final long TARGET = 128L << 20;
  private static final Row NO_ROW = new GenericRow(new StructType(), new HashMap<>());

  @Test
  void wellSizedFilesAreLeftAlone() {
    assertThat(MergePolicy.all(100).choose(files(75, 100, 150))).isEmpty();
    assertThat(MergePolicy.all(100).choose(files(75, 10))).isEmpty();
  }

  @Test
  void whatBecomesFewerIsMerged() {
    assertThat(sizes(MergePolicy.all(100).choose(files(100, 74, 10, 5))))
        .containsExactly(5L, 10L, 74L);
    assertThat(MergePolicy.all(100).choose(files(70, 70))).isEmpty();
    assertThat(sizes(MergePolicy.all(100).choose(files(60, 60, 60))))
        .containsExactly(60L, 60L, 60L);
  }

  @Test
  void oneGoIsBounded() {
    List<LiveFile> many = new ArrayList<>(Collections.nCopies(100, file(0, 50)));

    assertThat(MergePolicy.all(100).choose(many)).hasSize(32);
  }

  @Test
  void largeFilesWaitUntilEnoughHasCome() {
    MergePolicy policy = MergePolicy.growing(TARGET);
    List<LiveFile> files = new ArrayList<>(Collections.nCopies(31, file(0, 1_000)));
    files.add(file(0, 1_000_000));
    assertThat(policy.choose(files)).isEmpty();

    files.add(file(0, 1_000));
    assertThat(sizes(policy.choose(files))).hasSize(32).containsOnly(1_000L);
  }

  @Test
  void fewFilesDoIfTheyMakeUpAWellSizedOne() {
    List<LiveFile> files = new ArrayList<>(Collections.nCopies(9, file(0, 10)));
    assertThat(MergePolicy.growing(100).choose(files.subList(0, 7))).isEmpty();
    assertThat(MergePolicy.growing(100).choose(files)).hasSize(9);
    assertThat(MergePolicy.growing(100).choose(Collections.nCopies(30, file(0, 10)))).hasSize(10);
  }

  @Test
  void rowsAreWrittenAgainFewTimesAndFilesStayFew() {
    long size = 400 << 10;
    int days = 3;
    int perDay = 1_440;
    MergePolicy policy = MergePolicy.growing(TARGET);
    List<LiveFile> files = new ArrayList<>();
    Map<String, Integer> depth = new HashMap<>();
    long written = 0;
    int most = 0;
    for (int i = 0; i < days * perDay; i++) {
      files.add(file(i, size));
      List<LiveFile> chosen = policy.choose(files);
      while (!chosen.isEmpty()) {
        long sum = chosen.stream().mapToLong(LiveFile::size).sum();
        int deepest = chosen.stream().mapToInt(f -> depth.getOrDefault(f.key(), 0)).max().orElse(0);
        files.removeAll(chosen);
        written += sum;
        for (long rest = sum; rest > 0; rest -= TARGET) {
          LiveFile merged = file(-depth.size() - 1, Math.min(rest, TARGET));
          depth.put(merged.key(), deepest + 1);
          files.add(merged);
        }
        chosen = policy.choose(files);
      }
      most = Math.max(most, (int) files.stream().filter(f -> f.size() < TARGET / 2).count());
    }

    assertThat(most).isLessThan(50);
    assertThat(Collections.max(depth.values())).isLessThanOrEqualTo(5);
    assertThat(written).isLessThan(4 * days * perDay * size);
  }

  private static List<Long> sizes(List<LiveFile> files) {
    return files.stream().map(LiveFile::size).toList();
  }

  private static List<LiveFile> files(long... sizes) {
    return LongStream.of(sizes).mapToObj(size -> file(size, size)).toList();
  }

  private static LiveFile file(long name, long size) {
    return new LiveFile("f" + name, "f" + name, "2024-01-31", size, 0, NO_ROW);
  }
}
