/**
 * Kafka, a schema registry, Redis, S3 and Flink as child processes of one JVM: real servers for
 * tests, for the demo and for {@code ./freshet stack}.
 *
 * <p>{@link io.freshet.local.processes.ChildProcess} is the base: a process that cannot outlive the
 * JVM that started it. One class for each server knows its command line, its settings and how to
 * ask it whether it is ready. {@link io.freshet.local.processes.LocalStack} starts them together,
 * and {@link io.freshet.local.processes.DetachedStack} keeps such a stack running behind the
 * terminal.
 *
 * <p>May depend on the Kafka client and on a JSON library, and on nothing of Flink or of the rest
 * of Freshet: what runs in a child process comes as a class path.
 */
@NullMarked
package io.freshet.local.processes;

import org.jspecify.annotations.NullMarked;
