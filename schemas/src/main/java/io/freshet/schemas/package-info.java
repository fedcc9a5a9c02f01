/**
 * What crosses a border: value types, entity keys, row layouts, the packed feature row and dead
 * letters, with their Avro forms. Depends on no other module and on no Flink.
 */
@NullMarked
package io.freshet.schemas;

import org.jspecify.annotations.NullMarked;
