package io.freshet.bench.windows.subject;

import io.freshet.jobs.window.KeyedEvent;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What is measured. */
public enum Subject {
  /** The way from the source to a keyed operator that keeps nothing. */
  NONE {
    @Override
    DataStream<?> attach(JobParts parts) {
      return parts
          .events()
          .keyBy(KeyedEvent::key, Types.STRING)
          .process(new NoState())
          .returns(TypeInformation.of(KeyedEvent.class));
    }
  },

  /** One state of 256 bytes per key, read and written for each event. */
  CONTROL {
    @Override
    DataStream<?> attach(JobParts parts) {
      return parts
          .events()
          .keyBy(KeyedEvent::key, Types.STRING)
          .process(new ControlState())
          .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }
  },

  /** The product: the workload's view. */
  FRESHET {
    @Override
    DataStream<?> attach(JobParts parts) {
      return FreshetViews.attach(parts, parts.view());
    }
  },

  /** The product, publishing after each event instead of what has changed in a while. */
  FRESHET_EACH {
    @Override
    DataStream<?> attach(JobParts parts) {
      return FreshetViews.attach(parts, FreshetViews.publishingEach(parts.view()));
    }
  },

  /** Flink SQL's HOP windows, for workloads with readings. */
  FLINK_SQL_HOP {
    @Override
    DataStream<?> attach(JobParts parts) {
      return FlinkSqlHop.attach(parts);
    }
  },

  /** Flink's sliding windows, for workloads with readings. */
  FLINK_SLIDING {
    @Override
    DataStream<?> attach(JobParts parts) {
      return FlinkSliding.attach(parts);
    }
  };

  /** Its name on the command line and in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The subject with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Subject of(String label) {
    return Arrays.stream(values())
        .filter(subject -> subject.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no subject '"
                        + label
                        + "'; there are "
                        + Arrays.stream(values()).map(Subject::label).toList()));
  }

  /** Builds its part of a job; what it emits is discarded. */
  abstract DataStream<?> attach(JobParts parts);
}
