package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.model.Definitions;
import io.freshet.defs.model.Definitions.Coverage;
import io.freshet.defs.read.Names;
import java.nio.file.Path;

/** What a pipeline is called: as it says, else as its folder. */
public final class PipelineName {
  private PipelineName() {}

  /** The name; one that is none is reported. */
  public static String of(Path folder, Definitions definitions, Findings findings) {
    if (definitions.pipeline() != null) {
      return definitions.pipeline().text();
    }
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "" : last.toString();
    if (!Names.isValid(name) && definitions.coverage() == Coverage.COMPLETE) {
      findings.report(Position.startOf("."), FaultKind.INVALID_FOLDER_NAME, name);
    }
    return name;
  }
}
