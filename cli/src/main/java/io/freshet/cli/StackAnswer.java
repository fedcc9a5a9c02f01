package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.local.processes.StackStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a stack is.
 *
 * @param text in words
 * @param directory where its data are
 * @param environment the environment file that was written
 */
record StackAnswer(
    String text, Path directory, StackStatus status, Optional<Path> environment, int exitCode)
    implements Answer {

  @Override
  public void print(PrintStream out) {
    out.println(text + " (" + directory + ")");
    TextTable table = new TextTable("  ");
    for (StackStatus.Service service : status.services()) {
      table.row(
          service.service().label(),
          service.address(),
          "pid " + service.pid(),
          service.fault().map(fault -> "does not answer: " + fault).orElse("answers"));
    }
    table.print(out);
    environment.ifPresent(
        file -> {
          out.println("environment file: " + file);
          out.println("next: ./freshet run DEFS --env " + file);
        });
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("status", state());
    json.put("directory", directory.toString());
    environment.ifPresent(file -> json.put("environment", file.toString()));
    ObjectNode services = json.putObject("services");
    for (StackStatus.Service service : status.services()) {
      ObjectNode node = services.putObject(service.service().label());
      node.put("pid", service.pid()).put("address", service.address());
      node.put("answers", service.fault().isEmpty());
      service.fault().ifPresent(fault -> node.put("fault", fault));
    }
  }

  private String state() {
    if (status.supervisor().isEmpty()) {
      return "down";
    }
    if (status.started().isEmpty()) {
      return "starting";
    }
    return status.isHealthy() ? "up" : "faulty";
  }
}
