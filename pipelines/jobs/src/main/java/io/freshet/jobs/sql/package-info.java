/**
 * Expressions: Flink's planner types and compiles them, and a failing one costs a record and not
 * the job. The only package that knows how the planner's own operators are got at.
 */
@NullMarked
package io.freshet.jobs.sql;

import org.jspecify.annotations.NullMarked;
