package io.freshet.local.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that runs a program on the Java of this JVM, and leaves no file outside its
 * temporary directory even if the process is killed.
 *
 * @param program a class path with a main class, or a jar
 */
record JavaCommand(List<String> jvmArguments, List<String> program) {

  JavaCommand {
    jvmArguments = List.copyOf(jvmArguments);
    program = List.copyOf(program);
  }

  static JavaCommand ofClass(List<String> jvmArguments, String classPath, String mainClass) {
    return new JavaCommand(jvmArguments, List.of("-cp", classPath, mainClass));
  }

  static JavaCommand ofJar(List<String> jvmArguments, Path jar) {
    return new JavaCommand(jvmArguments, List.of("-jar", jar.toString()));
  }

  /**
   * The whole line.
   *
   * @param temporary an existing directory
   */
  List<String> line(Path temporary, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Host.java());
    line.add("-Djava.io.tmpdir=" + temporary);
    line.add("-XX:-UsePerfData");
    line.addAll(jvmArguments);
    line.addAll(program);
    line.addAll(List.of(arguments));
    return List.copyOf(line);
  }
}
