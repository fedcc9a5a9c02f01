package io.freshet.local.generator;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Encoder;

/**
 * The shop's records in Avro. User and time may be NULL, so that there can be records without them.
 */
final class ShopAvro {
  private static final int PRICE_PRECISION = 12;
  private static final int PRICE_SCALE = 2;

  static final Schema EVENT =
      SchemaBuilder.record("Event")
          .namespace("io.freshet.shop")
          .fields()
          .requiredString("event_id")
          .requiredString("event_type")
          .optionalString("user_id")
          .requiredString("session_id")
          .optionalString("product_id")
          .name("occurred_at")
          .type(GeneratorAvro.nullable(GeneratorAvro.timestamp()))
          .withDefault(null)
          .endRecord();

  static final Schema ORDER =
      SchemaBuilder.record("OrderLine")
          .namespace("io.freshet.shop")
          .fields()
          .requiredString("order_id")
          .optionalString("user_id")
          .requiredString("product_id")
          .requiredInt("quantity")
          .name("price")
          .type(GeneratorAvro.decimal(PRICE_PRECISION, PRICE_SCALE))
          .noDefault()
          .optionalString("coupon")
          .name("occurred_at")
          .type(GeneratorAvro.nullable(GeneratorAvro.timestamp()))
          .withDefault(null)
          .endRecord();

  private ShopAvro() {}

  static Schema schema(ShopStream stream) {
    return switch (stream) {
      case EVENTS -> EVENT;
      case ORDERS -> ORDER;
    };
  }

  static void write(Encoder out, ShopPayload payload) throws IOException {
    if (payload instanceof ShopPayload.Event event) {
      write(out, event);
    } else if (payload instanceof ShopPayload.Order order) {
      write(out, order);
    } else if (payload instanceof ShopPayload.Broken broken) {
      out.writeFixed(broken.bytes());
    }
  }

  private static void write(Encoder out, ShopPayload.Event event) throws IOException {
    out.writeString(event.eventId());
    out.writeString(event.eventType());
    GeneratorAvro.writeNullable(out, event.userId());
    out.writeString(event.sessionId());
    GeneratorAvro.writeNullable(out, event.productId());
    GeneratorAvro.writeNullable(out, event.occurredAt());
  }

  private static void write(Encoder out, ShopPayload.Order order) throws IOException {
    out.writeString(order.orderId());
    GeneratorAvro.writeNullable(out, order.userId());
    out.writeString(order.productId());
    out.writeInt(order.quantity());
    GeneratorAvro.write(out, order.price(), PRICE_SCALE);
    GeneratorAvro.writeNullable(out, order.coupon());
    GeneratorAvro.writeNullable(out, order.occurredAt());
  }
}
