package io.freshet.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.check.ExpressionTyper.Faulty;
import io.freshet.defs.check.ExpressionTyper.Result;
import io.freshet.defs.check.ExpressionTyper.Typed;
import io.freshet.defs.plan.Column;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlinkExpressionTyperTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("price", "DECIMAL(12, 3)"),
          new Column("quantity", "INT"),
          new Column("kind", "STRING"),
          new Column("seen", "TIMESTAMP_LTZ(3)"));

  @Test
  void soundExpressionsHaveTheirTypes() {
    assertThat(
            type(
                "price * quantity",
                "kind = 'a'",
                "quantity",
                "seen",
                "UPPER(kind)",
                "quantity / 2.0"))
        .containsExactly(
            new Typed("DECIMAL(23, 3)"),
            new Typed("BOOLEAN"),
            new Typed("INT"),
            new Typed("TIMESTAMP(3) WITH LOCAL TIME ZONE"),
            new Typed("STRING"),
            new Typed("DECIMAL(17, 6)"));
  }

  @Test
  void unknownColumnIsNamedAtItsPlace() {
    assertThat(type("price * quantty"))
        .containsExactly(new Faulty(1, 9, "column 'quantty' not found in any table"));
  }

  @Test
  void faultInTheSecondLineIsReportedThere() {
    assertThat(type("price\n  * quantty").get(0))
        .isInstanceOfSatisfying(
            Faulty.class,
            fault -> {
              assertThat(fault.line()).isEqualTo(2);
              assertThat(fault.column()).isEqualTo(5);
            });
  }

  @Test
  void brokenSyntaxIsReportedAtItsPlace() {
    assertThat(type("price * * 2").get(0))
        .isInstanceOfSatisfying(
            Faulty.class,
            fault -> {
              assertThat(fault.column()).isEqualTo(7);
              assertThat(fault.message()).contains("*").doesNotContain("\n");
            });
  }

  @Test
  void wrongTypesAreFaults() {
    assertThat(type("kind AND TRUE", "NO_SUCH_FUNCTION(kind)"))
        .allSatisfy(result -> assertThat(result).isInstanceOf(Faulty.class));
  }

  @Test
  void whatIsNoScalarOfOneEventIsAFault() {
    assertThat(
            type(
                "SUM(quantity)",
                "quantity, price",
                "*",
                "(SELECT MAX(quantity) FROM src)",
                "SUM(quantity) OVER (ORDER BY seen)",
                "quantity FROM src --",
                " "))
        .allSatisfy(result -> assertThat(result).isInstanceOf(Faulty.class));
  }

  @Test
  void whatAnswersDifferentlyEachTimeIsAFault() {
    assertThat(
            type(
                "NOW()",
                "RAND()",
                "UUID()",
                "CURRENT_TIMESTAMP",
                "CURRENT_DATE",
                "PROCTIME()",
                "UNIX_TIMESTAMP()",
                "LOCALTIMESTAMP"))
        .allSatisfy(result -> assertThat(result).isInstanceOf(Faulty.class));
    assertThat(type("kind = 'NOW()'", "UNIX_TIMESTAMP(kind)"))
        .allSatisfy(result -> assertThat(result).isInstanceOf(Typed.class));
  }

  @Test
  void whatTheIntakeAddsCannotBeNamed() {
    assertThat(type("__time").get(0)).isInstanceOf(Faulty.class);
  }

  @Test
  void featuresOfARowAreColumns() {
    List<Column> row =
        Stream.of(
                new Field("events_30d", ValueType.BIGINT),
                new Field("events_30d_before", ValueType.BIGINT),
                new Field("revenue_30d", ValueType.decimal(38, 2)),
                new Field("share", ValueType.DOUBLE),
                new Field("last_at", ValueType.TIMESTAMP),
                new Field("born", ValueType.DATE),
                new Field("is_new", ValueType.BOOLEAN),
                new Field("kinds_7d", ValueType.array(ValueType.STRING)),
                new Field("times_7d", ValueType.array(ValueType.TIMESTAMP)),
                new Field("prices_7d", ValueType.counts(ValueType.decimal(12, 2))))
            .map(Column::of)
            .toList();
    assertThat(
            new FlinkExpressionTyper()
                .type(
                    row,
                    List.of(
                        "events_30d - events_30d_before",
                        "CAST(events_30d AS DOUBLE) / NULLIF(events_30d_before, 0)",
                        "revenue_30d",
                        "share > 0.5 AND is_new",
                        "last_at",
                        "born",
                        "kinds_7d[1]",
                        "times_7d[1]",
                        "CARDINALITY(prices_7d)",
                        "prices_7d[9.99]")))
        .containsExactly(
            new Typed("BIGINT"),
            new Typed("DOUBLE"),
            new Typed("DECIMAL(38, 2)"),
            new Typed("BOOLEAN"),
            new Typed("TIMESTAMP(3) WITH LOCAL TIME ZONE"),
            new Typed("DATE"),
            new Typed("STRING"),
            new Typed("TIMESTAMP(3) WITH LOCAL TIME ZONE"),
            new Typed("INT"),
            new Typed("BIGINT"));
  }

  @Test
  void conditionsOfPivotsAreSound() {
    assertThat(
            type(
                "`kind` = 'Küche & Garten''s \\ 100 %'",
                "(price > 0 -- no gifts\n) AND `kind` = 'books'", "`quantity` = -5"))
        .containsOnly(new Typed("BOOLEAN"));
  }

  private static List<Result> type(String... expressions) {
    return new FlinkExpressionTyper().type(COLUMNS, List.of(expressions));
  }
}
