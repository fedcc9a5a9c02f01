/** Reads labels: from CSV, Parquet or Delta into {@link io.freshet.jobs.training.wire.LabelRow}. */
@NullMarked
package io.freshet.jobs.training.labels;

import org.jspecify.annotations.NullMarked;
