/**
 * From the model to the plan: definitions checked against each other, schemas and expressions.
 * Depends on all other packages of the module but {@code env}. Internal to this module.
 */
@NullMarked
package io.freshet.defs.compile;

import org.jspecify.annotations.NullMarked;
