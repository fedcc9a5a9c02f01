/**
 * A pipeline in this process: start it, watch what it counts, stop it in order. For the command
 * line, the demo and benchmarks; knows nothing of terminals.
 */
@NullMarked
package io.freshet.local.run;

import org.jspecify.annotations.NullMarked;
