/** The {@code freshet} command. */
@NullMarked
package io.freshet.cli;

import org.jspecify.annotations.NullMarked;
