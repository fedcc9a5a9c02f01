package io.freshet.local.processes;

import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a child, prints the child's process id, and waits to be killed. */
final class TestingParent {

  private TestingParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChildProcess child =
        ChildProcess.start("child", List.of("sleep", "300"), Path.of(arguments[0]));
    System.out.println(child.pid());
    Thread.sleep(300_000);
  }
}
