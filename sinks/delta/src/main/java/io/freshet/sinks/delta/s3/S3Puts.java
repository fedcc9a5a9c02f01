package io.freshet.sinks.delta.s3;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.impl.PutObjectOptions;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Puts of small objects, with S3A's client and settings but not its streams: these write to disk
 * first, and log a lost race as an error.
 */
final class S3Puts {
  private static final String NOTHING_THERE = "*";

  private final S3AFileSystem files;

  /**
   * @param files the file system of the objects
   */
  S3Puts(FileSystem files) {
    if (!(files instanceof S3AFileSystem s3a)) {
      throw new IllegalArgumentException(
          "The file system of "
              + files.getUri()
              + " is "
              + files.getClass().getName()
              + ", and only S3A knows conditional puts; remove fs.s3a.impl from section offline");
    }
    this.files = s3a;
  }

  /** Puts an object in the place of what is there. */
  void replace(Path path, byte[] content) throws IOException {
    put(path, request(path, content), content);
  }

  /** Puts an object on condition that there is none: else fails with status 412. */
  void create(Path path, byte[] content) throws IOException {
    put(path, request(path, content).ifNoneMatch(NOTHING_THERE), content);
  }

  private PutObjectRequest.Builder request(Path path, byte[] content) {
    return files
        .getRequestFactory()
        .newPutObjectRequestBuilder(
            files.pathToKey(path), PutObjectOptions.defaultOptions(), content.length, false);
  }

  private void put(Path path, PutObjectRequest.Builder request, byte[] content) throws IOException {
    try {
      files
          .getS3AInternals()
          .getAmazonS3Client("the log of a table")
          .putObject(request.build(), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw S3AUtils.translateException("put", path, e);
    }
  }
}
