package io.freshet.defs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> WORDS =
      List.of("windows", "aggregate", "max_out_of_orderness", "user_id", "at");

  @ParameterizedTest
  @CsvSource({
    "window,windows",
    "agregate,aggregate",
    "maxOutOfOrderness,max_out_of_orderness",
    "userid,user_id",
    "widnows,windows",
    "ta,at"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(Suggestion.closest(typed, WORDS)).contains(meant);
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Suggestion.closest("partitions", WORDS)).isEmpty();
  }

  @Test
  void longListsAreCut() {
    List<String> many = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
    assertThat(Suggestion.list(many)).endsWith("c23 and 6 more");
  }
}
