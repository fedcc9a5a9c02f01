/** Starts and stops broker, registry and Redis as child processes. */
@NullMarked
package io.freshet.local.processes;

import org.jspecify.annotations.NullMarked;
