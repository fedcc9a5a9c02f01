package io.freshet.local.generator;

/** The streams of the shop, each a topic. */
public enum ShopStream {
  /** What users do. */
  EVENTS("shop.events"),
  /** What they buy. */
  ORDERS("shop.orders");

  private final String topic;

  ShopStream(String topic) {
    this.topic = topic;
  }

  /** The topic of the stream. */
  public String topic() {
    return topic;
  }
}
