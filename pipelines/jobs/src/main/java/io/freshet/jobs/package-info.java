/** The Flink jobs: sources, expressions, the keyed operator and the topology that joins them. */
@NullMarked
package io.freshet.jobs;

import org.jspecify.annotations.NullMarked;
