package io.freshet.bench.offline.join;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the join is measured.
 *
 * @param size how much is joined
 * @param runs how often each joins
 * @param joiners who joins
 * @param memoryMib memory of each, MiB
 * @param data folder that keeps what is joined, for the next time; null: it goes with all else
 */
public record JoinSettings(
    JoinSize size, int runs, List<Joiner> joiners, int memoryMib, @Nullable Path data) {

  public JoinSettings {
    joiners = List.copyOf(joiners);
  }
}
