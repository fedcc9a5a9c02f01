package io.freshet.defs.read;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why a file could not be read; Java's own messages are often but its name. */
public final class Causes {
  private static final String EXCEPTION_NAME = "^([a-z]\\w*\\.)+[A-Z]\\w*: ";

  private Causes() {}

  /** The cause, in one line. */
  public static String of(Exception e) {
    if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return of(unchecked.getCause());
    }
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission is missing";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links form a loop";
    }
    return firstLine(e);
  }

  /** The first line of an exception's message, without the name of another exception before it. */
  public static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("").replaceFirst(EXCEPTION_NAME, "").strip();
  }
}
