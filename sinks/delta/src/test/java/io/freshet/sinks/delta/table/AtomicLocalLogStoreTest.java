package io.freshet.sinks.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.CloseableIterator;
import io.freshet.sinks.delta.s3.LogListing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicLocalLogStoreTest {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 20;

  @TempDir Path folder;
  private final Configuration hadoop = new Configuration(false);
  private final AtomicLocalLogStore store = new AtomicLocalLogStore(hadoop);

  @Test
  void oneOfManyWritersWins() throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String name = round + ".json";
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          String line = "writer " + writer;
          writers.add(
              () -> {
                start.await();
                return write(name, line);
              });
        }
        int winners = 0;
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
          winners += writer.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve(name))).hasSize(2);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(ROUNDS);
    }
  }

  @Test
  void overwrittenFileReadsLikeTheNewOne() throws Exception {
    org.apache.hadoop.fs.Path file = path("_last_checkpoint");
    file.getFileSystem(hadoop).create(file, true).close();
    assertThat(folder.resolve("._last_checkpoint.crc")).exists();

    store.write(file, List.of("1", "2").iterator(), true, hadoop);
    store.write(file, List.of("3").iterator(), true, hadoop);

    try (CloseableIterator<String> lines = store.read(file, hadoop)) {
      assertThat(lines).toIterable().containsExactly("3");
    }
  }

  @Test
  void failedWriteLeavesNothing() throws Exception {
    Stream<String> broken = Stream.of("a", "b").peek(line -> check(!line.equals("b")));

    assertThatThrownBy(() -> store.write(path("0.json"), broken.iterator(), false, hadoop))
        .hasMessage("broken");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void filesAreListedFromANameOnLikeHadoopDoes() throws Exception {
    for (String name : List.of("3.json", "1.json", "2.json", "_last", ".hidden")) {
      write(name, name);
    }
    org.apache.hadoop.fs.Path from = path("2");

    List<FileStatus> found = new ArrayList<>();
    store.listFrom(from, hadoop).forEachRemaining(found::add);

    assertThat(found)
        .extracting(f -> f.getPath().getName())
        .containsExactly("2.json", "3.json", "_last");
    for (FileStatus file : found) {
      FileStatus hadoops = from.getFileSystem(hadoop).getFileStatus(file.getPath());
      assertThat(file).isEqualTo(hadoops);
      assertThat(file.getPath().toString()).isEqualTo(hadoops.getPath().toString());
      assertThat(file.getLen()).isEqualTo(hadoops.getLen()).isPositive();
      assertThat(file.getModificationTime()).isEqualTo(hadoops.getModificationTime());
    }
  }

  @Test
  void listingsMissNoCommitWhileOthersAreMade() throws Exception {
    int commits = 2_000;
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int version = 0; version < commits; version++) {
                  write(String.format(Locale.ROOT, "%020d.json", version), "commit");
                }
                return null;
              });
      org.apache.hadoop.fs.Path first =
          new org.apache.hadoop.fs.Path(folder.toUri() + "/" + "0".repeat(20) + ".json");
      boolean last;
      do {
        last = writing.isDone();
        List<String> names = new ArrayList<>();
        store.listFrom(first, hadoop).forEachRemaining(file -> names.add(file.getPath().getName()));
        assertThat(LogListing.hasGap(names.toArray(String[]::new))).isFalse();
      } while (!last);
      writing.get();
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void missingFolderIsNotFound() {
    assertThatThrownBy(() -> store.listFrom(path("missing/0.json"), hadoop))
        .isInstanceOf(FileNotFoundException.class);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("broken");
    }
  }

  private boolean write(String name, String line) throws IOException {
    try {
      store.write(path(name), List.of(line, line).iterator(), false, hadoop);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path("file:" + folder.resolve(name));
  }
}
