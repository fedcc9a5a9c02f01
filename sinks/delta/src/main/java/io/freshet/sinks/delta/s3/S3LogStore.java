package io.freshet.sinks.delta.s3;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates commits on S3 so that of any number of threads and processes one wins.
 *
 * <p>The default store looks for the file and then writes it: two writers that look together both
 * succeed, and one commit is lost. Here a commit is put on condition that there is no object, which
 * the store itself decides. Its answer can get lost on the way, and the client then puts once more
 * and is told that there is an object, its own: so whoever fails reads what is there. Content of a
 * commit is never the same twice, since it holds a random id of its transaction. Kernel finds the
 * class by its name. Thread-safe.
 */
public final class S3LogStore extends HadoopFileSystemLogStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3LogStore.class);
  private static final int CONFLICTS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  /** One writer means one process; in it there may be several tasks. */
  private static final Object SINGLE_WRITER = new Object();

  /** Called by Kernel. */
  public S3LogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes a file of the log.
   *
   * @throws FileAlreadyExistsException if it is there and may not be overwritten
   * @throws S3RefusedException if the store must not be trusted with it, or denies access
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    byte[] content = content(actions);
    FileSystem files = path.getFileSystem(hadoop);
    if (overwrite) {
      new S3Puts(files).replace(path, content);
    } else if (S3Property.isSingleWriter(hadoop)) {
      createAlone(files, path, content);
    } else {
      ConditionalPuts.require(path.getParent(), hadoop);
      create(files, path, content, hadoop);
    }
  }

  /**
   * The log's files from one on, in the order of their names.
   *
   * @throws S3RefusedException if the store denies access
   */
  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration hadoop) throws IOException {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return LogListing.list(files, files.makeQualified(path)).iterator();
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      throw S3Faults.explain(e, path, hadoop);
    }
  }

  /** An object is there as a whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }

  private static void create(FileSystem files, Path path, byte[] content, Configuration hadoop)
      throws IOException {
    S3Puts puts = new S3Puts(files);
    for (int conflicts = 0; ; conflicts++) {
      try {
        puts.create(path, content);
        return;
      } catch (IOException e) {
        if (S3Faults.isInterrupted(e)) {
          throw e;
        }
        switch (found(files, path, content, e)) {
          case OURS -> {
            LOG.info("{} was written, although its put failed", path, e);
            return;
          }
          case ANOTHER -> throw new FileAlreadyExistsException(path.toString());
          case NOTHING -> {
            boolean passes = S3Faults.isConflict(e) || S3Faults.isThere(e);
            if (!passes || conflicts == CONFLICTS) {
              throw S3Faults.explain(e, path, hadoop);
            }
            pause(e);
          }
        }
      }
    }
  }

  private enum Found {
    OURS,
    ANOTHER,
    NOTHING
  }

  private static Found found(FileSystem files, Path path, byte[] content, IOException failure)
      throws IOException {
    try {
      if (files.getFileStatus(path).getLen() != content.length) {
        return Found.ANOTHER;
      }
      try (FSDataInputStream stream = files.open(path)) {
        return Arrays.equals(stream.readAllBytes(), content) ? Found.OURS : Found.ANOTHER;
      }
    } catch (FileNotFoundException e) {
      return Found.NOTHING;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static void createAlone(FileSystem files, Path path, byte[] content) throws IOException {
    synchronized (SINGLE_WRITER) {
      if (files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      new S3Puts(files).replace(path, content);
    }
  }

  private static byte[] content(Iterator<String> actions) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      content.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
      content.write('\n');
    }
    return content.toByteArray();
  }

  private static void pause(IOException failure) throws IOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
