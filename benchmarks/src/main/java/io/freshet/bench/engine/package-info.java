/** The engine alone, without Flink: micro-benchmarks over keys of the generated shop. */
@NullMarked
package io.freshet.bench.engine;

import org.jspecify.annotations.NullMarked;
