package io.freshet.jobs.intake;

/**
 * What the intake remembers of a partition or file. Times are UTC milliseconds.
 *
 * @param topic topic, or path
 * @param partition partition; -1 for files
 * @param largest largest event time read; {@link Long#MIN_VALUE} before the first
 * @param clock where its clock stands; {@link Long#MIN_VALUE} before the first event
 * @param started whether the start of the partition has been reported
 * @param finished whether it has been read to its end
 */
public record PartitionState(
    String topic, int partition, long largest, long clock, boolean started, boolean finished) {

  PartitionState merge(PartitionState other) {
    return new PartitionState(
        topic,
        partition,
        Math.max(largest, other.largest),
        Math.max(clock, other.clock),
        started || other.started,
        finished || other.finished);
  }
}
