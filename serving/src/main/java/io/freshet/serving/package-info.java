/**
 * Online reads: the newest feature values of many entities and views in one round trip, each with
 * what is known of it. Knows no Flink.
 */
@NullMarked
package io.freshet.serving;

import org.jspecify.annotations.NullMarked;
