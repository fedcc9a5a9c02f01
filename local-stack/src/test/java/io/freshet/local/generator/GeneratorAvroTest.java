package io.freshet.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

final class GeneratorAvroTest {

  /** Writes the body of a record. */
  @FunctionalInterface
  private interface Body {
    void write(Encoder out) throws IOException;
  }

  @Test
  void eventsAreReadAsTheyWereWritten() throws Exception {
    ShopPayload event = new ShopPayload.Event("e1", "search", "u1", "s1", null, 5L);
    assertThat(read(ShopAvro.EVENT, out -> ShopAvro.write(out, event)))
        .hasToString(
            "{\"event_id\": \"e1\", \"event_type\": \"search\", \"user_id\": \"u1\","
                + " \"session_id\": \"s1\", \"product_id\": null, \"occurred_at\": 5}");

    ShopPayload poor = new ShopPayload.Event("e1", "search", null, "s1", "p1", null);
    assertThat(read(ShopAvro.EVENT, out -> ShopAvro.write(out, poor)))
        .hasToString(
            "{\"event_id\": \"e1\", \"event_type\": \"search\", \"user_id\": null,"
                + " \"session_id\": \"s1\", \"product_id\": \"p1\", \"occurred_at\": null}");
  }

  @Test
  void ordersAreReadAsTheyWereWritten() throws Exception {
    ShopPayload order =
        new ShopPayload.Order("o1", "u1", "p1", 3, new BigDecimal("12.5"), "FREE", 5L);

    assertThat(read(ShopAvro.ORDER, out -> ShopAvro.write(out, order)))
        .hasToString(
            "{\"order_id\": \"o1\", \"user_id\": \"u1\", \"product_id\": \"p1\", \"quantity\": 3,"
                + " \"price\": 12.50, \"coupon\": \"FREE\", \"occurred_at\": 5}");
  }

  @Test
  void transactionsAreReadAsTheyWereWritten() throws Exception {
    RetailTransaction transaction =
        new RetailTransaction("C1", "85123A", null, -6, 7L, new BigDecimal("-0.85"), null, "EIRE");

    assertThat(read(RetailAvro.TRANSACTION, out -> RetailAvro.write(out, transaction)))
        .hasToString(
            "{\"invoice_no\": \"C1\", \"stock_code\": \"85123A\", \"description\": null,"
                + " \"quantity\": -6, \"invoice_date\": 7, \"unit_price\": -0.850,"
                + " \"customer_id\": null, \"country\": \"EIRE\"}");
  }

  @Test
  void exampleDefinitionsReadWhatIsGenerated() throws Exception {
    Schema events = exampleSchema("shop/events.avsc");
    Schema orders = exampleSchema("shop/orders.avsc");
    ShopGenerator shop = ShopGenerator.live(ShopOptions.of(100, 1), 1_750_000_000_000L, 1);
    for (int i = 0; i < 10_000; i++) {
      ShopRecord made = shop.next();
      if (made.kind().isSound()) {
        Schema written = ShopAvro.schema(made.stream());
        Schema reading = made.stream() == ShopStream.EVENTS ? events : orders;
        GenericRecord read = read(written, reading, out -> ShopAvro.write(out, made.payload()));
        assertThat(read.get("user_id")).hasToString(made.key());
        assertThat(read.get("occurred_at")).isEqualTo(made.eventTime());
      }
    }
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(
                    exampleSchema("retail/transactions.avsc"), RetailAvro.TRANSACTION)
                .getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static Schema exampleSchema(String name) throws IOException {
    Path file = Path.of("../feature-defs").resolve(name);
    assumeTrue(Files.exists(file), "needs " + file);
    return new Schema.Parser().parse(Files.readString(file));
  }

  private static GenericRecord read(Schema schema, Body body) throws IOException {
    return read(schema, schema, body);
  }

  private static GenericRecord read(Schema written, Schema reading, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    body.write(encoder);
    encoder.flush();
    GenericData model = new GenericData();
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    return new GenericDatumReader<GenericRecord>(written, reading, model)
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }
}
