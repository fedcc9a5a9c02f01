package io.freshet.sinks.kafka;

import io.freshet.sinks.testing.Guarantee;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Read with {@code isolation.level=read_committed}. */
final class ExactlyOnceContractIT extends KafkaContract {

  @Override
  DeliveryGuarantee delivery() {
    return DeliveryGuarantee.EXACTLY_ONCE;
  }

  @Override
  protected Guarantee guarantee() {
    return Guarantee.EXACTLY_ONCE;
  }
}
