package io.freshet.engine;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Lets a property run only with the system property {@code freshet.full=true}. */
public final class FullRuns implements SkipExecutionHook {

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return Boolean.getBoolean("freshet.full")
        ? SkipResult.doNotSkip()
        : SkipResult.skip("only with -Dfreshet.full=true");
  }
}
