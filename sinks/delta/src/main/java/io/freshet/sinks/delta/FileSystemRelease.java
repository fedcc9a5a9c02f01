package io.freshet.sinks.delta;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.hadoop.fs.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes Hadoop's file systems, and with them the threads of S3 clients, when Flink lets go of the
 * job's classes. They are shared by all tasks of a job in a process, so no task can close them.
 */
final class FileSystemRelease {
  private static final Logger LOG = LoggerFactory.getLogger(FileSystemRelease.class);
  private static final String NAME = "freshet-file-systems";

  private FileSystemRelease() {}

  /** Registers once per job and process. Does nothing where Hadoop belongs to the cluster. */
  static void register(RuntimeContext context) {
    if (FileSystem.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      context.registerUserCodeClassLoaderReleaseHookIfAbsent(NAME, FileSystemRelease::closeAll);
    }
  }

  private static void closeAll() {
    try {
      FileSystem.closeAll();
    } catch (IOException e) {
      LOG.debug("File systems that could not be closed", e);
    }
  }
}
