/**
 * What a benchmark is to the command line; benchmarks are found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.freshet.cli.bench;

import org.jspecify.annotations.NullMarked;
