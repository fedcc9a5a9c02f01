package io.freshet.local.generator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a simulated record says. */
public sealed interface ShopPayload {

  /** When it happened, UTC milliseconds; null where it does not say. */
  @Nullable Long occurredAt();

  /**
   * A step of a user through the shop.
   *
   * @param eventId unique; duplicates share it
   * @param eventType {@code page_view}, {@code search}, {@code add_to_cart} or {@code login}
   * @param userId who; null where nobody can be told
   * @param sessionId the visit that it is part of
   * @param productId the product whose page is seen or that goes into the cart, else null
   * @param occurredAt when, UTC milliseconds; null where it is missing
   */
  record Event(
      String eventId,
      String eventType,
      @Nullable String userId,
      String sessionId,
      @Nullable String productId,
      @Nullable Long occurredAt)
      implements ShopPayload {}

  /**
   * A purchase of one product.
   *
   * @param orderId unique; duplicates share it
   * @param userId who
   * @param productId what
   * @param quantity how many, at least 1
   * @param price of one, with two fraction digits
   * @param coupon a reduction as the text of a number, or a text that is none; null without coupon
   * @param occurredAt when, UTC milliseconds
   */
  record Order(
      String orderId,
      @Nullable String userId,
      String productId,
      int quantity,
      BigDecimal price,
      @Nullable String coupon,
      @Nullable Long occurredAt)
      implements ShopPayload {}

  /**
   * Bytes that nobody can decode.
   *
   * @param bytes the bytes
   * @param registered whether they follow the header of a registered record, as in one that was cut
   *     off
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record Broken(byte[] bytes, boolean registered) implements ShopPayload {
    @Override
    public @Nullable Long occurredAt() {
      return null;
    }
  }
}
