/**
 * What happens to live keys and to checkpoints when very many silent keys expire at the same
 * midnight.
 */
@NullMarked
package io.freshet.bench.burst;

import org.jspecify.annotations.NullMarked;
