/** Runs the tests of the Python client as a part of the build. Has no code but that of tests. */
@NullMarked
package io.freshet.clients.python;

import org.jspecify.annotations.NullMarked;
