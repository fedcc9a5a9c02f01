package io.freshet.serving.gateway;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All connections, and what each is made of. Thread-safe. */
@Sharable
final class Connections extends ChannelInitializer<SocketChannel> {
  /** Name of the handler of TLS, where there is one. */
  static final String TLS = "tls";

  /** A query may name many features. */
  private static final int MOST_LINE_BYTES = 1 << 16;

  private static final int IDLE_SECONDS = 75;
  private static final int WRITE_SECONDS = 20;

  private final GatewayService service;
  private final Limits limits;
  private final GatewayMetrics metrics;
  private final Gate gate;
  private final @Nullable SslContext tls;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private volatile boolean closing;

  Connections(
      GatewayService service,
      Limits limits,
      GatewayMetrics metrics,
      Gate gate,
      @Nullable SslContext tls) {
    this.service = service;
    this.limits = limits;
    this.metrics = metrics;
    this.gate = gate;
    this.tls = tls;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // closing: nobody waits for it
  protected void initChannel(SocketChannel channel) {
    channel.closeFuture().addListener(closed -> metrics.disconnected());
    if (metrics.connected() > limits.connections()) {
      metrics.refused();
      channel.close();
      return;
    }
    open.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(TLS, tls.newHandler(channel.alloc()));
    }
    RequestDeadline deadline = new RequestDeadline();
    pipeline.addLast(
        new IdleStateHandler(0, 0, IDLE_SECONDS),
        new WriteTimeoutHandler(WRITE_SECONDS),
        deadline,
        new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE_BYTES)),
        new BodyCollector(limits.bodyBytes()),
        new ConnectionHandler(this, service, gate, metrics, deadline, limits));
  }

  /** Whether connections end with their next answer. */
  boolean isClosing() {
    return closing;
  }

  /** Ends connections when their requests are answered, all of them after a time. */
  void close(Duration patience) {
    closing = true;
    open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Closing.NOW));
    if (!open.newCloseFuture().awaitUninterruptibly(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      open.close().awaitUninterruptibly();
    }
  }

  /** Tells a connection to end. */
  enum Closing {
    NOW
  }
}
