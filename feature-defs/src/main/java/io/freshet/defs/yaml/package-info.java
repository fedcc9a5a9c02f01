/**
 * YAML text as values that know their place, down to the character inside a text. Depends on {@code
 * fault}. Internal to this module.
 */
@NullMarked
package io.freshet.defs.yaml;

import org.jspecify.annotations.NullMarked;
