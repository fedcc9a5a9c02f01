package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.care.OptimizeOptions;
import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Compacts tables again and again beside the jobs that write to them, in a process of its own: what
 * a person does who asks for it all the time.
 */
final class CompactorProcess implements AutoCloseable {
  private static final String RESTS = "rests";
  private static final String ENDS = "ends";
  private static final int PAUSE_MILLIS = 150;
  private static final int ALL_FILES_EVERY = 8;

  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;

  private CompactorProcess(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static CompactorProcess start() throws IOException {
    return new CompactorProcess(
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CompactorProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Compacts a table, which need not be there yet, until it shall rest. */
  void compact(DeltaSinkOptions options, String view) {
    orders.println(String.join("\t", options.root(), "" + options.targetFileSize(), view));
  }

  /** Returns when what was under way is done. */
  void rest() throws IOException {
    orders.println(RESTS);
    assertThat(answers.readLine()).as("the compacting process").isEqualTo(RESTS);
  }

  @Override
  public void close() throws Exception {
    orders.close();
    assertThat(process.waitFor()).as("exit code of the compacting process").isZero();
  }

  /** Takes orders from standard input, until that ends. */
  public static void main(String[] args) throws Exception {
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(orders), "orders");
    reader.setDaemon(true);
    reader.start();
    for (String order = orders.take(); !order.equals(ENDS); order = orders.take()) {
      if (order.equals(RESTS)) {
        System.out.println(RESTS);
      } else {
        compactUntilTold(order.split("\t"), orders);
      }
    }
  }

  private static void read(BlockingQueue<String> orders) {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    input.lines().forEach(orders::add);
    orders.add(ENDS);
  }

  private static void compactUntilTold(String[] order, BlockingQueue<String> orders)
      throws InterruptedException {
    DeltaSinkOptions options =
        DeltaSinkOptions.of(order[0]).withTargetFileSize(Long.parseLong(order[1]));
    TableCare care = TableCare.of(options, "shop", order[2]);
    DeltaTableReader table = DeltaTableReader.open(options, "shop", order[2]);
    for (int i = 1; orders.isEmpty(); i++) {
      if (table.exists()) {
        boolean all = i % ALL_FILES_EVERY == 0;
        care.optimize(all ? OptimizeOptions.allFiles() : OptimizeOptions.smallFiles());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
