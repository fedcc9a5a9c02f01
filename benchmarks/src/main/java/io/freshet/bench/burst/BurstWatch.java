package io.freshet.bench.burst;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times a burst; what the job shares with whoever started it in this process. Operators are
 * serialized on their way into the job, so they carry its id and look it up. The feed tells of the
 * phases, the probe of rows; times are those of {@link System#nanoTime()}.
 */
final class BurstWatch implements AutoCloseable {
  private static final Map<String, BurstWatch> WATCHES = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final String id = "burst-" + IDS.incrementAndGet();
  private final BurstSpec spec;
  private final Delays delays = new Delays();
  private final CompletableFuture<Void> through = new CompletableFuture<>();
  private volatile long loaded;
  private volatile long expired;
  private volatile long midnight = Long.MAX_VALUE;
  private volatile long midnightMillis = Long.MAX_VALUE;
  private volatile long end = Long.MAX_VALUE;
  private volatile long endMillis = Long.MAX_VALUE;

  private BurstWatch(BurstSpec spec) {
    this.spec = spec;
  }

  static BurstWatch open(BurstSpec spec) {
    BurstWatch watch = new BurstWatch(spec);
    WATCHES.put(watch.id, watch);
    return watch;
  }

  /** The open watch with this id. */
  static BurstWatch of(String id) {
    return Objects.requireNonNull(WATCHES.get(id), "the run is over");
  }

  String id() {
    return id;
  }

  BurstSpec spec() {
    return spec;
  }

  /** So many silent keys have had their event. */
  void loaded(long keys) {
    loaded = keys;
  }

  long loaded() {
    return loaded;
  }

  /** The clock has come to midnight. */
  void midnight() {
    midnight = System.nanoTime();
    midnightMillis = System.currentTimeMillis();
  }

  /** When midnight was; UTC milliseconds, MAX_VALUE before. */
  long midnightMillis() {
    return midnightMillis;
  }

  /** Whether it is past midnight. */
  boolean isBurst() {
    return midnight != Long.MAX_VALUE;
  }

  /** The row of a live event came out. */
  void live(long arrived) {
    delays.add(arrived, System.nanoTime());
  }

  /** The row of an expiry came out. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // the probe's thread alone counts
  void expired() {
    expired++;
    if (expired == spec.keys()) {
      end = System.nanoTime();
      endMillis = System.currentTimeMillis();
      through.complete(null);
    }
  }

  long expiries() {
    return expired;
  }

  /** When the last expiry came out, UTC milliseconds; MAX_VALUE before. */
  long endMillis() {
    return endMillis;
  }

  /** Complete when all silent keys have expired. */
  CompletableFuture<Void> through() {
    return through;
  }

  /** Rows that came out in the calm before midnight. To be asked when the job has ended. */
  Percentiles calm() {
    long from = midnight - spec.calm().toNanos();
    return delays.of((arrived, out) -> arrived >= from && out < midnight);
  }

  /** Rows that came out after midnight, of events up to the last expiry. */
  Percentiles burst() {
    return delays.of((arrived, out) -> out >= midnight && arrived <= end);
  }

  double burstSeconds() {
    return (end - midnight) / 1e9;
  }

  @Override
  public void close() {
    WATCHES.remove(id);
  }
}
