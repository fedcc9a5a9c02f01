/** What the offline store costs, and what its tables are like after a while. */
@NullMarked
package io.freshet.bench.offline;

import org.jspecify.annotations.NullMarked;
