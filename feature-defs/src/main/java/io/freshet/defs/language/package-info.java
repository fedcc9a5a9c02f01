/**
 * The words of the definition language: which objects there are, which keys each has, and what
 * their values look like. Reading, the JSON schema for editors and the reference page all follow
 * these declarations. Depends on {@code yaml} and {@code fault}. Internal to this module.
 */
@NullMarked
package io.freshet.defs.language;

import org.jspecify.annotations.NullMarked;
