/** Records that are refused, on their way to the dead letters. */
@NullMarked
package io.freshet.jobs.letters;

import org.jspecify.annotations.NullMarked;
