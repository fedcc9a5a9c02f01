package io.freshet.serving.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.jspecify.annotations.Nullable;

/**
 * Collects bodies up to a size. A larger one becomes a request that is known to be faulty, to be
 * answered in its turn.
 */
final class BodyCollector extends HttpObjectAggregator {
  BodyCollector(int mostBytes) {
    super(mostBytes, false);
  }

  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int mostBytes, ChannelPipeline pipeline) {
    Object response = super.newContinueResponse(start, mostBytes, pipeline);
    if (!(response instanceof FullHttpResponse refusal)
        || refusal.status().codeClass() != HttpStatusClass.CLIENT_ERROR) {
      return response;
    }
    refusal.release();
    return Responses.of(
        refusal.status().equals(HttpResponseStatus.EXPECTATION_FAILED)
            ? Answer.of(ErrorCode.INVALID_REQUEST, "No header 'Expect' but 100-continue is known")
            : tooLarge(mostBytes));
  }

  static Answer tooLarge(int mostBytes) {
    return Answer.of(
        ErrorCode.BODY_TOO_LARGE,
        "The body is larger than " + mostBytes + " bytes; ask for less at a time");
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    FullHttpRequest faulty =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.EMPTY_BUFFER);
    faulty.setDecoderResult(
        DecoderResult.failure(new TooLongHttpContentException(String.valueOf(maxContentLength()))));
    ctx.fireChannelRead(faulty);
  }
}
