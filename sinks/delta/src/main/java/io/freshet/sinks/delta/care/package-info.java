/**
 * Care of tables: their history, merging small files, deleting what nobody needs any more, going
 * back to an earlier version. {@link io.freshet.sinks.delta.care.TableCare} is the way in; {@link
 * io.freshet.sinks.delta.care.AutoCompaction} is for jobs that care for their own tables. Knows no
 * Flink.
 */
@NullMarked
package io.freshet.sinks.delta.care;

import org.jspecify.annotations.NullMarked;
