/**
 * The catalogue of what users can do wrong, and the collection of what they did. Depends on
 * nothing. Internal to this module, but for the codes.
 */
@NullMarked
package io.freshet.defs.fault;

import org.jspecify.annotations.NullMarked;
