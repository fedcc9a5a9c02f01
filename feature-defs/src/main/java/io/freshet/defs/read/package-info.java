/**
 * From YAML values to the model: everything that can be said of a document by looking at it alone.
 * Depends on {@code yaml}, {@code language}, {@code model} and {@code fault}. Internal to this
 * module.
 */
@NullMarked
package io.freshet.defs.read;

import org.jspecify.annotations.NullMarked;
