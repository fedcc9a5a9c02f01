package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GetAnswerTest {
  private static final long DAY = 86_400_000L;
  private static final long AS_OF = 20_000 * DAY;
  private static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "users",
          List.of(new Field("user_id", ValueType.STRING)),
          List.of(
              new Field("events_7d", ValueType.BIGINT),
              new Field("revenue_90d", ValueType.decimal(38, 2)),
              new Field("ratio_7d", ValueType.DOUBLE),
              new Field("last_seen_at", ValueType.TIMESTAMP),
              new Field("birthday", ValueType.DATE),
              new Field("best_7d", ValueType.STRING),
              new Field("seen_7d", ValueType.array(ValueType.TIMESTAMP)),
              new Field("kinds_7d", ValueType.counts(ValueType.STRING)),
              new Field("days_7d", ValueType.counts(ValueType.DATE))));

  private static final List<PublishedAge> AGES =
      List.of(
          new PublishedAge("days_since_seen", "last_seen_at", TimeUnit.DAYS),
          new PublishedAge("hours_since_best", "best_at", TimeUnit.HOURS));

  private final TestingConsole console = TestingConsole.plain();

  private static OnlineRow row() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("events_7d", 12L);
    values.put("revenue_90d", new BigDecimal("123456789012345678901234567890.50"));
    values.put("ratio_7d", 0.25);
    values.put("last_seen_at", AS_OF);
    values.put("birthday", 1L);
    values.put("best_7d", null);
    values.put("seen_7d", List.of(AS_OF, 0L));
    values.put("kinds_7d", Map.of("a \"b\"", 3L));
    values.put("days_7d", Map.of(1L, 2L));
    Map<String, Long> completeFrom =
        Map.of("events_7d", AS_OF - 10 * DAY, "revenue_90d", AS_OF - 10 * DAY, "ratio_7d", 0L);
    Map<String, @Nullable Long> ages = new LinkedHashMap<>();
    ages.put("days_since_seen", 7L);
    ages.put("hours_since_best", null);
    return new OnlineRow(
        new PublishedLayout(LAYOUT, completeFrom, Map.of(), AGES),
        3,
        AS_OF,
        40,
        AS_OF + 5,
        values,
        ages);
  }

  @Test
  void jsonHasTheFixedFieldsAndExactDecimals() throws Exception {
    GetAnswer answer = new GetAnswer(LAYOUT, Map.of("user_id", "u7"), Optional.of(row()));
    assertThat(console.console().show(answer, json())).isZero();
    assertThat(console.lastLine())
        .startsWith(
            "{\"status\":\"found\",\"pipeline\":\"shop\",\"view\":\"users\","
                + "\"key\":{\"user_id\":\"u7\"},\"feature_timestamp\":1728000000000,"
                + "\"available_at\":1728000000005,\"sequence\":40,\"generation\":3,"
                + "\"features\":{\"events_7d\":12,"
                + "\"revenue_90d\":123456789012345678901234567890.50,\"ratio_7d\":0.25,"
                + "\"last_seen_at\":1728000000000,\"birthday\":\"1970-01-02\",\"best_7d\":null,"
                + "\"seen_7d\":[1728000000000,0],\"kinds_7d\":{\"a \\\"b\\\"\":3},"
                + "\"days_7d\":{\"1970-01-02\":2},"
                + "\"days_since_seen\":7,\"hours_since_best\":null}");
  }

  @Test
  void peopleAreToldWhichWindowsAreNotWhole() {
    new RowText(row(), AS_OF + 65_000).print("shop/users", "user_id=u7", console.outStream());
    assertThat(console.out())
        .contains("as of           2024-10-04T00:00:00Z (1 m 5 s ago)")
        .contains("40 events in generation 3")
        .containsPattern("events_7d +12\n")
        .containsPattern("revenue_90d +123456789012345678901234567890.50 +events since 2024-09-24")
        .containsPattern("ratio_7d +0.25\n")
        .containsPattern("last_seen_at +2024-10-04T00:00:00Z +not known to be complete")
        .containsPattern("best_7d +NULL +not known to be complete")
        .containsPattern("seen_7d +\\[2024-10-04T00:00:00Z, 1970-01-01T00:00:00Z\\] ")
        .containsPattern("kinds_7d +\\{a \"b\": 3\\} ")
        .containsPattern("days_7d +\\{1970-01-02: 2\\} ")
        .containsPattern("days_since_seen +7 days +of last_seen_at, now\n")
        .containsPattern("hours_since_best +NULL +of best_at, now\n");
  }

  @Test
  void aMissingEntityIsSaidAndExitsWithOne() throws Exception {
    GetAnswer answer = new GetAnswer(LAYOUT, Map.of("user_id", "u8"), Optional.empty());
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INPUT);
    answer.print(console.outStream());
    assertThat(console.out()).contains("shop/users has no row for user_id=u8");
    ObjectNode json = new ObjectMapper().createObjectNode();
    answer.fill(json);
    assertThat(json.required("status").asText()).isEqualTo("missing");
    assertThat(json.required("sequence").isNull()).isTrue();
    assertThat(json.required("features").isEmpty()).isTrue();
  }

  private static CommonOptions json() {
    return CommonOptions.asJson();
  }
}
