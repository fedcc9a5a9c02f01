/**
 * Generated events, made before a measurement's clock starts: shop sessions and plain readings, as
 * a view's keyed events. No Flink.
 */
@NullMarked
package io.freshet.bench.windows.events;

import org.jspecify.annotations.NullMarked;
