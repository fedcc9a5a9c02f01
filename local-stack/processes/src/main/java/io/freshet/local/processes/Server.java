package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@link ServerProcess} needs to know of a server. */
interface Server {

  /**
   * Writes what the server reads at its start, and gives its command line.
   *
   * @param temporary an empty directory
   */
  List<String> prepare(Ports ports, Path temporary) throws IOException;

  /**
   * Whether this very process answers its clients. A foreign server that was faster to take the
   * port must not count: ask for something that only this process can know.
   *
   * @throws Exception if it does not; says why
   */
  boolean isReady(Ports ports, ChildProcess process) throws Exception;
}
