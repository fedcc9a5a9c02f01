/**
 * The compiled plan: definitions after all checks, with names resolved, expressions typed and
 * defaults filled in. Immutable and serializable; it is all that engine, job and stores know of
 * definitions.
 */
@NullMarked
package io.freshet.defs.plan;

import org.jspecify.annotations.NullMarked;
