/**
 * Events for one machine: a simulated shop, and a real shop's transactions replayed from a file.
 * The simulation is pure and repeatable; producers send it to Kafka.
 */
@NullMarked
package io.freshet.local.generator;

import org.jspecify.annotations.NullMarked;
