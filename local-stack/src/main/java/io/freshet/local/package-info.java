/** The whole platform on one machine: event generator and demo. */
@NullMarked
package io.freshet.local;

import org.jspecify.annotations.NullMarked;
