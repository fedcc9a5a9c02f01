package io.freshet.sinks.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {
  @Test
  void configurationOutlivesTheJobThatNeedsItFirst() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader job = new URLClassLoader(new URL[0], before)) {
      thread.setContextClassLoader(job);
      assertThat(Engines.configuration(Map.of()).getClassLoader())
          .isSameAs(Engines.class.getClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
