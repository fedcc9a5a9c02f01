package io.freshet.serving.gateway;

import io.freshet.serving.FeatureClient;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers reads of features over HTTP: as Feast's feature server does, so that its
 * clients work, and in a form of its own that tells more. {@code GET /openapi.json} describes all
 * routes.
 *
 * <p>A request is answered within {@link Limits#patience()}, whatever the store does; more than
 * there is room for is refused rather than queued. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final EventLoopGroup threads;
  private final Channel server;
  private final Connections connections;
  private final GatewayMetrics metrics;
  private final String uri;

  private Gateway(
      EventLoopGroup threads,
      Channel server,
      Connections connections,
      GatewayMetrics metrics,
      String uri) {
    this.threads = threads;
    this.server = server;
    this.connections = connections;
    this.metrics = metrics;
    this.uri = uri;
  }

  /**
   * Starts a gateway.
   *
   * @param client reads the features; stays open when the gateway is closed
   * @param catalogue the views that are served
   * @throws GatewayStartException if it cannot be started so
   */
  public static Gateway start(FeatureClient client, Catalogue catalogue, GatewayOptions options) {
    InetAddress address = address(options);
    SslContext tls = tls(options.tls());
    GatewayMetrics metrics = new GatewayMetrics();
    Gate gate = new Gate(options.limits().valuesInFlight());
    GatewayService service = new GatewayService(client, catalogue, options, metrics, gate);
    Connections connections = new Connections(service, options.limits(), metrics, gate, tls);
    int cores = Runtime.getRuntime().availableProcessors();
    EventLoopGroup threads =
        new MultiThreadIoEventLoopGroup(
            Math.min(cores, MOST_THREADS),
            new DefaultThreadFactory("freshet-gateway", true),
            NioIoHandler.newFactory());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // who has sent all may still be reading
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(connections)
            .bind(new InetSocketAddress(address, options.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      threads.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw new GatewayStartException(
          "cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + " ("
              + bound.cause().getMessage()
              + "); choose another host or port, or port 0 for a free one",
          bound.cause());
    }
    int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    String uri = (tls == null ? "http://" : "https://") + authority(options.host(), port);
    return new Gateway(threads, bound.channel(), connections, metrics, uri);
  }

  /** Where it listens, such as {@code http://127.0.0.1:6566}. */
  public String uri() {
    return uri;
  }

  /** How many requests have been answered, errors included. */
  public long requests() {
    return metrics.answered();
  }

  /**
   * Takes no more connections, answers the requests under way, at most for some seconds, and ends
   * all connections.
   */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    connections.close(GRACE);
    threads.shutdownGracefully(0, GRACE.toSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static InetAddress address(GatewayOptions options) {
    InetAddress address;
    try {
      address = InetAddress.getByName(options.host());
    } catch (UnknownHostException e) {
      throw new GatewayStartException(
          "there is no host '" + options.host() + "'; give an address of this machine", e);
    }
    if (options.grants().isEmpty() && !address.isLoopbackAddress()) {
      throw new GatewayStartException(
          "without tokens the features would be open to whoever reaches "
              + options.host()
              + "; give tokens, or listen on "
              + GatewayOptions.DEFAULT_HOST,
          null);
    }
    return address;
  }

  private static String authority(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  private static @Nullable SslContext tls(@Nullable TlsFiles files) {
    if (files == null) {
      return null;
    }
    check(files.certificate(), "certificate");
    check(files.key(), "key");
    try {
      return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (Exception e) {
      // what parsing throws is of many kinds
      throw new GatewayStartException(
          "the files of TLS cannot be used ("
              + e.getMessage()
              + "); the certificate and its key are PEM, the key PKCS#8 without a password: openssl"
              + " pkcs8 -topk8 -nocrypt -in KEY -out NEW_KEY",
          e);
    }
  }

  private static void check(Path file, String what) {
    if (!Files.isReadable(file)) {
      throw new GatewayStartException(
          "there is no " + what + " " + file + " that can be read; give a PEM file", null);
    }
  }
}
