package io.freshet.jobs;

import io.freshet.engine.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A thread that sends events of a few users at a steady rate, and remembers them in order. */
final class SteadyEvents implements AutoCloseable {
  private static final int PER_SECOND = 200;
  private static final int LATE_PERCENT = 4;
  private static final int LATEST = 75_000;

  /** An event as the view sees it. */
  record Sent(String user, Event event) {}

  private final KafkaProducer<byte[], byte[]> producer;
  private final int users;
  private final Random random;
  private final List<Sent> sent = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "steady-events");
  private volatile boolean stopped;

  SteadyEvents(String bootstrapServers, int users, long seed) {
    this.users = users;
    this.random = new Random(seed);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void start() {
    thread.start();
  }

  /** Ends the sending; all events that were sent, in the order of the partition. */
  List<Sent> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new AssertionError("events could not be sent", failed);
    }
    return List.copyOf(sent);
  }

  private void run() {
    long begin = System.nanoTime();
    for (long id = 0; !stopped && failure.get() == null; id++) {
      long due = begin + id * 1_000_000_000L / PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      send(id);
    }
    producer.flush();
  }

  private void send(long id) {
    // the lower the number, the more often
    String user = "u" + Math.min(random.nextInt(users), random.nextInt(users));
    boolean late = random.nextInt(100) < LATE_PERCENT;
    long at = System.currentTimeMillis() - random.nextInt(late ? LATEST : 1_500);
    boolean buys = random.nextInt(3) == 0;
    double amount = random.nextInt(400) / 4.0; // sums of quarters are exact
    String record =
        "{\"user_id\":\"%s\",\"id\":%d,\"kind\":\"%s\",\"amount\":%s,\"happened_at\":%d}"
            .formatted(user, id, buys ? "buy" : "view", amount, at);
    @Nullable Object[] inputs = {buys ? (Object) amount : null, id};
    sent.add(new Sent(user, new Event(0, at, new boolean[] {buys}, inputs)));
    // the callback takes its failure
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                KilledPipeline.TOPIC, 0, null, record.getBytes(StandardCharsets.UTF_8)),
            (metadata, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.close(Duration.ofSeconds(1));
  }
}
