package io.freshet.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.check.ExpressionTyper.Faulty;
import io.freshet.defs.check.ExpressionTyper.Result;
import io.freshet.defs.check.ExpressionTyper.Typed;
import io.freshet.defs.plan.Column;
import java.util.List;
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

  private static List<Result> type(String... expressions) {
    return new FlinkExpressionTyper().type(COLUMNS, List.of(expressions));
  }
}
