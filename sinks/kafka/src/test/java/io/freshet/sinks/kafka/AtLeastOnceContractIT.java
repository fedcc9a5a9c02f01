package io.freshet.sinks.kafka;

import io.freshet.sinks.testing.Guarantee;
import org.apache.flink.connector.base.DeliveryGuarantee;

final class AtLeastOnceContractIT extends KafkaContract {

  @Override
  DeliveryGuarantee delivery() {
    return DeliveryGuarantee.AT_LEAST_ONCE;
  }

  @Override
  protected Guarantee guarantee() {
    return Guarantee.AT_LEAST_ONCE;
  }
}
