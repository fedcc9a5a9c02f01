/** The environment file: where brokers, registry and stores are. Never mixed into definitions. */
@NullMarked
package io.freshet.defs.env;

import org.jspecify.annotations.NullMarked;
