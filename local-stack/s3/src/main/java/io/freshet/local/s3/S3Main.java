package io.freshet.local.s3;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** Serves the buckets in a folder until the process ends. */
public final class S3Main {
  private S3Main() {}

  /**
   * Starts the server.
   *
   * @param args the folder, the server's URL, the only key and its secret
   */
  public static void main(String[] args) throws Exception {
    S3Proxy.builder()
        .blobStore(new ConsistentListings(new FilesystemNio2BlobStore(args[0])))
        .endpoint(URI.create(args[1]))
        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[2], args[3])
        .build()
        .start();
  }
}
