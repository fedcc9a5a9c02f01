/** Key layout, scripts and reader of the Redis store: no Flink. */
@NullMarked
package io.freshet.sinks.redis.client;

import org.jspecify.annotations.NullMarked;
