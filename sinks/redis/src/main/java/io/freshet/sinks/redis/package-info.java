/** Writes the newest feature row of each key to Redis. */
@NullMarked
package io.freshet.sinks.redis;

import org.jspecify.annotations.NullMarked;
