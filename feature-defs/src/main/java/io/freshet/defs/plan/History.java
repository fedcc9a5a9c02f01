package io.freshet.defs.plan;

import java.io.Serializable;

/** Where the past of a topic can be read, other than in the topic itself. */
public sealed interface History extends Serializable {

  /**
   * Files with the source's columns.
   *
   * @param files the files
   * @param format how they are decoded
   * @param eventTime how a record tells its time
   */
  record Files(Connector.Files files, Format format, EventTime eventTime) implements History {}

  /** The records that the pipeline itself has written to a table as it read them. */
  record Archive() implements History {}
}
