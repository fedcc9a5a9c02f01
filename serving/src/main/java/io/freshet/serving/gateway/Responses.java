package io.freshet.serving.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Answers as responses of HTTP. */
final class Responses {
  private Responses() {}

  /** A small response. */
  static FullHttpResponse of(Answer answer) {
    return of(UnpooledByteBufAllocator.DEFAULT, answer);
  }

  /** A response whose body is in a buffer of {@code memory}. */
  static FullHttpResponse of(ByteBufAllocator memory, Answer answer) {
    ByteBuf content = memory.buffer(answer.body().bytes());
    try (OutputStream out = new ByteBufOutputStream(content)) {
      answer.body().writer().write(out);
    } catch (IOException e) {
      content.release();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      content.release();
      throw e;
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, answer.body().contentType());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    answer.headers().forEach(headers::set);
    return response;
  }
}
