package io.freshet.jobs.training.labels;

/** A value of a label is not what it should be; the message says which and why. */
final class LabelFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  LabelFaultException(String message) {
    super(message, null, false, false);
  }
}
