/** Reads Delta tables with Spark, so that tests see what other readers would see. */
@NullMarked
package io.freshet.sinks.delta.spark;

import org.jspecify.annotations.NullMarked;
