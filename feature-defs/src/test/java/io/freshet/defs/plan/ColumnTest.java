package io.freshet.defs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "BIGINT; BIGINT",
        "'DECIMAL(38,2)'; 'DECIMAL(38, 2)'",
        "TIMESTAMP; TIMESTAMP_LTZ(3)",
        "ARRAY<TIMESTAMP>; ARRAY<TIMESTAMP_LTZ(3)>",
        "COUNTS<DATE>; 'MAP<DATE, BIGINT>'"
      })
  void aFieldHasTheSqlTypeOfItsValues(String type, String sqlType) {
    assertThat(Column.of(new Field("x", ValueType.parse(type))))
        .isEqualTo(new Column("x", sqlType));
  }
}
