package io.freshet.sinks.delta.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with zstd, all in one context. Parquet's own codec makes a new one for each
 * page, and a file of hundreds of columns has thousands of pages.
 */
final class PageCompressor implements BytesInputCompressor, AutoCloseable {
  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private byte[] target = {};

  PageCompressor(int level) {
    zstd.setLevel(level);
  }

  /** The answer is to be copied before the next call. */
  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    byte[] source = bytes.toByteArray();
    int most = Math.toIntExact(Zstd.compressBound(source.length));
    if (target.length < most) {
      target = new byte[most];
    }
    int length = zstd.compressByteArray(target, 0, target.length, source, 0, source.length);
    return BytesInput.from(target, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    close();
  }

  @Override
  public void close() {
    zstd.close();
  }
}
