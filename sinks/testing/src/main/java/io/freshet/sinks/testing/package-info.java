/** The contract that every sink passes, and the fakes that tests of sinks share. */
@NullMarked
package io.freshet.sinks.testing;

import org.jspecify.annotations.NullMarked;
