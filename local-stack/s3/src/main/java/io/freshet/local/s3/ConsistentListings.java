package io.freshet.local.s3;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.Blob;
import org.gaul.s3proxy.blobstore.domain.MultipartPart;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.blobstore.domain.PageSet;
import org.gaul.s3proxy.blobstore.domain.StorageMetadata;
import org.gaul.s3proxy.blobstore.options.CopyOptions;
import org.gaul.s3proxy.blobstore.options.ListContainerOptions;
import org.gaul.s3proxy.blobstore.options.PutOptions;

/**
 * Lists a bucket only while nobody changes it.
 *
 * <p>S3 promises that a listing has every object that was there before. A listing of S3Proxy's
 * folder ends early when a file goes away meanwhile, and each put makes one that does.
 */
final class ConsistentListings extends ForwardingBlobStore {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  ConsistentListings(BlobStore folder) {
    super(folder);
  }

  @Override
  public PageSet<? extends StorageMetadata> list(String bucket, ListContainerOptions options) {
    Lock alone = lock.writeLock();
    alone.lock();
    try {
      return super.list(bucket, options);
    } finally {
      alone.unlock();
    }
  }

  @Override
  public String putBlob(String bucket, Blob blob, PutOptions options) {
    return change(() -> super.putBlob(bucket, blob, options));
  }

  @Override
  public String copyBlob(
      String bucket, String name, String toBucket, String toName, CopyOptions options) {
    return change(() -> super.copyBlob(bucket, name, toBucket, toName, options));
  }

  @Override
  public String completeMultipartUpload(MultipartUpload upload, List<MultipartPart> parts) {
    return change(() -> super.completeMultipartUpload(upload, parts));
  }

  @Override
  public void removeBlob(String bucket, String name) {
    change(
        () -> {
          super.removeBlob(bucket, name);
          return name;
        });
  }

  @Override
  public void removeBlobs(String bucket, Iterable<String> names) {
    change(
        () -> {
          super.removeBlobs(bucket, names);
          return bucket;
        });
  }

  private String change(Supplier<String> action) {
    Lock together = lock.readLock();
    together.lock();
    try {
      return action.get();
    } finally {
      together.unlock();
    }
  }
}
