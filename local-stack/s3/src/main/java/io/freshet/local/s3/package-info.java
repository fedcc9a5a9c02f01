/**
 * An S3 server for one machine: S3Proxy before a folder. Runs in a process of its own, and depends
 * on nothing of Freshet.
 */
@NullMarked
package io.freshet.local.s3;

import org.jspecify.annotations.NullMarked;
