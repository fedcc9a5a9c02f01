package io.freshet.defs.yaml;

import io.freshet.defs.fault.Position;

/** A value in a YAML file. */
public sealed interface YamlValue permits Scalar, YamlList, YamlMap {

  /** Where it begins. */
  Position at();

  /** What it is, for messages, with its article. */
  String describe();
}
