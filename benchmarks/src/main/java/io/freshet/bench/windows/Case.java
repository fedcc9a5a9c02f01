package io.freshet.bench.windows;

import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import java.util.List;

/**
 * A workload through a subject.
 *
 * @param workload view and events
 * @param subject what they go through
 */
record Case(Workload workload, Subject subject) {

  /** What is measured unless told otherwise, in this order. */
  static List<Case> all() {
    return List.of(
        new Case(Workload.CHURN_ZIPF, Subject.NONE),
        new Case(Workload.CHURN_ZIPF, Subject.CONTROL),
        new Case(Workload.CHURN_ZIPF, Subject.FRESHET),
        new Case(Workload.CHURN_ZIPF, Subject.FRESHET_EACH),
        new Case(Workload.CHURN_UNIFORM, Subject.CONTROL),
        new Case(Workload.CHURN_UNIFORM, Subject.FRESHET),
        new Case(Workload.CHURN_UNIFORM, Subject.FRESHET_EACH),
        new Case(Workload.FEATURES_100, Subject.CONTROL),
        new Case(Workload.FEATURES_100, Subject.FRESHET),
        new Case(Workload.FEATURES_847, Subject.CONTROL),
        new Case(Workload.FEATURES_847, Subject.FRESHET),
        new Case(Workload.WINDOWS_3, Subject.FRESHET),
        new Case(Workload.WINDOWS_6, Subject.FRESHET),
        new Case(Workload.HOP_1H, Subject.FLINK_SQL_HOP),
        new Case(Workload.HOP_1H, Subject.FLINK_SLIDING),
        new Case(Workload.HOP_1H, Subject.FRESHET),
        new Case(Workload.HOP_7D, Subject.FLINK_SQL_HOP),
        new Case(Workload.HOP_7D, Subject.FRESHET),
        new Case(Workload.HOP_7D_WHOLE, Subject.FRESHET),
        new Case(Workload.STATE, Subject.FRESHET));
  }

  /** What the case is compared with: what people use today, or the smallest useful state. */
  Case reference() {
    return switch (workload) {
      case HOP_1H, HOP_7D -> new Case(workload, Subject.FLINK_SQL_HOP);
      case HOP_7D_WHOLE -> new Case(Workload.HOP_7D, Subject.FLINK_SQL_HOP);
      case WINDOWS_6 -> new Case(Workload.WINDOWS_3, Subject.FRESHET);
      default -> new Case(workload, Subject.CONTROL);
    };
  }

  @Override
  public String toString() {
    return workload.label() + " " + subject.label();
  }
}
