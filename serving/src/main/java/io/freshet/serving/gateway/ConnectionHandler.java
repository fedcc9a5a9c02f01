package io.freshet.serving.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, one after the other: those that come before an answer is
 * written wait, and nothing more is read then.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and waking up: nobody waits for either
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final long LINGER_MILLIS = 1000;
  private static final long LAST_CHANCE_MILLIS = 100;

  private final Connections connections;
  private final GatewayService service;
  private final Gate gate;
  private final GatewayMetrics metrics;
  private final RequestDeadline deadline;
  private final long patienceMillis;
  private final int mostBodyBytes;
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();

  /** A request is being answered. */
  private boolean busy;

  /** The client has sent all that it will. */
  private boolean silent;

  /** What still comes is not looked at. */
  private boolean ended;

  ConnectionHandler(
      Connections connections,
      GatewayService service,
      Gate gate,
      GatewayMetrics metrics,
      RequestDeadline deadline,
      Limits limits) {
    this.connections = connections;
    this.service = service;
    this.gate = gate;
    this.metrics = metrics;
    this.deadline = deadline;
    this.patienceMillis = limits.patience().toMillis();
    this.mostBodyBytes = limits.bodyBytes();
  }

  /** What an answer needs to know of its request. */
  private record Exchange(@Nullable Route route, Gate.Ticket ticket, long began, After after) {}

  /** What becomes of the connection after an answer. */
  private enum After {
    /** It takes further requests. */
    NEXT,
    /** It is closed. */
    CLOSE,
    /** It is closed when the client has had the time to read: it may still be sending. */
    LINGER
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    deadline.complete();
    if (ended) {
      return;
    }
    if (busy) {
      waiting.add(request.retain());
      ctx.channel().config().setAutoRead(false);
    } else {
      serve(ctx, request);
    }
  }

  private void serve(ChannelHandlerContext ctx, FullHttpRequest request) {
    busy = true;
    long began = System.nanoTime();
    Gate.Ticket ticket = gate.ticket();
    if (request.decoderResult().isFailure()) {
      Exchange exchange = new Exchange(null, ticket, began, After.LINGER);
      respond(ctx, exchange, malformed(request.decoderResult().cause()));
      return;
    }
    Handling handling = service.handle(incoming(request, ticket));
    Exchange exchange =
        new Exchange(
            handling.route(),
            ticket,
            began,
            HttpUtil.isKeepAlive(request) ? After.NEXT : After.CLOSE);
    CompletableFuture<Answer> answer = handling.answer();
    if (answer.isDone()) {
      respond(ctx, exchange, answer.join());
      return;
    }
    ScheduledFuture<?> timeout =
        ctx.executor()
            .schedule(() -> answer.complete(service.late()), patienceMillis, TimeUnit.MILLISECONDS);
    answer.whenComplete(
        (found, failure) ->
            ctx.executor()
                .execute(
                    () -> {
                      timeout.cancel(false);
                      respond(ctx, exchange, failure == null ? found : service.fault(failure));
                    }));
  }

  private static Incoming incoming(FullHttpRequest request, Gate.Ticket ticket) {
    HttpHeaders headers = request.headers();
    return new Incoming(
        request.method().name(),
        request.uri(),
        headers.get(HttpHeaderNames.AUTHORIZATION),
        headers.get(HttpHeaderNames.CONTENT_TYPE),
        headers.get(HttpHeaderNames.CONTENT_ENCODING),
        ByteBufUtil.getBytes(request.content()),
        ticket);
  }

  private Answer malformed(Throwable fault) {
    if (fault instanceof TooLongHttpContentException) {
      return BodyCollector.tooLarge(mostBodyBytes);
    }
    if (fault instanceof TooLongHttpLineException) {
      return Answer.of(ErrorCode.URI_TOO_LONG, "The URI is too long; name fewer features");
    }
    if (fault instanceof TooLongHttpHeaderException) {
      return Answer.of(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large; send fewer");
    }
    return Answer.of(ErrorCode.INVALID_REQUEST, "This is no request of HTTP/1.1");
  }

  private void respond(ChannelHandlerContext ctx, Exchange exchange, Answer answer) {
    FullHttpResponse response;
    try {
      response = Responses.of(ctx.alloc(), answer);
    } catch (RuntimeException e) {
      response = Responses.of(service.fault(e));
    }
    After after =
        connections.isClosing() && exchange.after() == After.NEXT ? After.CLOSE : exchange.after();
    HttpUtil.setKeepAlive(response, after == After.NEXT);
    metrics.answered(
        exchange.route(), response.status().code(), System.nanoTime() - exchange.began());
    ctx.writeAndFlush(response)
        .addListener(
            done -> {
              exchange.ticket().close();
              proceed(ctx, done.isSuccess() ? after : After.CLOSE);
            });
  }

  private void proceed(ChannelHandlerContext ctx, After after) {
    busy = false;
    switch (after) {
      case CLOSE -> end(ctx);
      case LINGER -> linger(ctx);
      case NEXT -> {
        FullHttpRequest next = waiting.poll();
        if (next == null && silent) {
          end(ctx);
        } else if (next == null) {
          ctx.channel().config().setAutoRead(true);
        } else {
          try {
            serve(ctx, next);
          } finally {
            next.release();
          }
        }
      }
    }
  }

  private void end(ChannelHandlerContext ctx) {
    ended = true;
    ctx.close();
  }

  /** Closing at once, with unread bytes, would make the client's machine drop our answer. */
  private void linger(ChannelHandlerContext ctx) {
    ended = true;
    ctx.channel().config().setAutoRead(true);
    if (ctx.channel() instanceof SocketChannel socket
        && ctx.pipeline().get(Connections.TLS) == null) {
      socket.shutdownOutput();
    }
    ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof RequestDeadline.Missed) {
      if (!busy && !ended) {
        busy = true;
        respond(
            ctx,
            new Exchange(null, gate.ticket(), System.nanoTime(), After.LINGER),
            Answer.of(ErrorCode.REQUEST_TIMEOUT, "The request did not come to its end in time"));
      } else {
        end(ctx);
      }
    } else if (event instanceof IdleStateEvent) {
      endIfIdle(ctx);
    } else if (event instanceof ChannelInputShutdownEvent) {
      silent = true;
      endIfIdle(ctx);
    } else if (event == Connections.Closing.NOW) {
      // a request may be on its way
      ctx.executor().schedule(() -> endIfIdle(ctx), LAST_CHANCE_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void endIfIdle(ChannelHandlerContext ctx) {
    if (!busy) {
      end(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended = true;
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // connections break, and clients speak something else: nothing that anybody has to know
    LOG.debug("A connection failed", cause);
    ctx.close();
  }
}
