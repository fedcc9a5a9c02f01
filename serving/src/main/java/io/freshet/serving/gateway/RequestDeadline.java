package io.freshet.serving.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request does not come to its end: whoever sends it byte by byte would
 * hold the connection for days. Sees bytes before they are requests.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  private static final int SECONDS = 10;

  private boolean partial;
  private @Nullable ScheduledFuture<?> timer;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    partial = true;
    ctx.fireChannelRead(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (partial && timer == null) {
      timer =
          ctx.executor()
              .schedule(
                  () -> ctx.fireUserEventTriggered(Missed.REQUEST), SECONDS, TimeUnit.SECONDS);
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    complete();
    ctx.fireChannelInactive();
  }

  /** A request is complete. */
  void complete() {
    partial = false;
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  /** What was not there in time. */
  enum Missed {
    REQUEST
  }
}
