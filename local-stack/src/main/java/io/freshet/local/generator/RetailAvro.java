package io.freshet.local.generator;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Encoder;

/** Retail transactions in Avro. */
final class RetailAvro {
  private static final int PRICE_PRECISION = 12;
  private static final int PRICE_SCALE = 3;

  static final Schema TRANSACTION =
      SchemaBuilder.record("Transaction")
          .namespace("io.freshet.retail")
          .fields()
          .requiredString("invoice_no")
          .requiredString("stock_code")
          .optionalString("description")
          .requiredInt("quantity")
          .name("invoice_date")
          .type(GeneratorAvro.timestamp())
          .noDefault()
          .name("unit_price")
          .type(GeneratorAvro.decimal(PRICE_PRECISION, PRICE_SCALE))
          .noDefault()
          .optionalString("customer_id")
          .requiredString("country")
          .endRecord();

  private RetailAvro() {}

  static void write(Encoder out, RetailTransaction transaction) throws IOException {
    out.writeString(transaction.invoiceNo());
    out.writeString(transaction.stockCode());
    GeneratorAvro.writeNullable(out, transaction.description());
    out.writeInt(transaction.quantity());
    out.writeLong(transaction.invoiceDate());
    GeneratorAvro.write(out, transaction.unitPrice(), PRICE_SCALE);
    GeneratorAvro.writeNullable(out, transaction.customerId());
    out.writeString(transaction.country());
  }
}
