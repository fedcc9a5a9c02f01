package io.freshet.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: answers to {@code out}, progress and faults to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param live whether {@code err} is a terminal, whose lines can be written over
 * @param width columns of the terminal
 */
record Console(PrintStream out, PrintStream err, boolean live, int width) {
  private static final int DEFAULT_WIDTH = 100;

  /** The console of this process. The launcher tells by system properties what Java cannot see. */
  static Console system() {
    return new Console(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Boolean.getBoolean("freshet.terminal"),
        Integer.getInteger("freshet.columns", DEFAULT_WIDTH));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Prints an answer for people or, as one line, for programs. */
  int show(Answer answer, CommonOptions options) {
    if (options.json()) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      answer.fill(json);
      printJson(json);
    } else {
      answer.print(out);
    }
    out.flush();
    return answer.exitCode();
  }

  /** Prints an object as one line of JSON, decimals with all their digits. */
  void printJson(ObjectNode json) {
    try {
      out.println(
          new ObjectMapper()
              .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
              .writeValueAsString(json));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells people something that is not part of the answer. */
  void say(String line) {
    err.println(line);
  }

  /** Shows something that a terminal may write over; nothing is shown elsewhere. */
  void hint(String line) {
    if (live) {
      err.print("\r\033[K" + (line.length() < width ? line : line.substring(0, width - 1)));
      err.flush();
    }
  }

  /** Removes the last hint. */
  void clearHint() {
    hint("");
  }
}
