/**
 * Tables on S3 and on stores that speak its protocol: their properties, commits by conditional put,
 * and what failures mean. Files go through Hadoop's S3A. Knows no Flink and nothing of tables.
 */
@NullMarked
package io.freshet.sinks.delta.s3;

import org.jspecify.annotations.NullMarked;
