/**
 * The {@code freshet} command. A class named after a verb and {@code Command} parses its arguments
 * and no more; what it does stands beside it, and what it found is an {@link
 * io.freshet.cli.Answer}. Help and argument checks load nothing of Flink.
 */
@NullMarked
package io.freshet.cli;

import org.jspecify.annotations.NullMarked;
