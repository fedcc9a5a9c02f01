package io.freshet.engine;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever happens to a key, the engine is where the naive evaluator is. */
class EnginePropertiesTest {
  private static final int TRIES = 2_000;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void engineAgreesWithTheNaiveEvaluator(@ForAll("scenarios") Scenario scenario) {
    new ScenarioRun(scenario).run();
  }

  @Property(tries = 20 * TRIES, edgeCases = EdgeCasesMode.NONE)
  @AddLifecycleHook(FullRuns.class)
  void engineAgreesWithTheNaiveEvaluatorInManyMoreTries(@ForAll("scenarios") Scenario scenario) {
    new ScenarioRun(scenario).run();
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenarios.scenarios();
  }
}
