/** Runs the tests of the Python client as a part of the build. Depends on nothing of ours. */
@NullMarked
package io.freshet.clients.python;

import org.jspecify.annotations.NullMarked;
