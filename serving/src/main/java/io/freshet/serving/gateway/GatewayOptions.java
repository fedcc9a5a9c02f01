package io.freshet.serving.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is to be reached, and by whom.
 *
 * @param host name or address of the interface to listen on
 * @param port 0: a free one
 * @param tls null: plain HTTP
 * @param grants tokens that are let in; without any everybody is, but from this machine alone
 */
public record GatewayOptions(
    String host, int port, @Nullable TlsFiles tls, List<Grant> grants, Limits limits) {

  /** Loopback. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The port of Feast's server, where its clients look first. */
  public static final int DEFAULT_PORT = 6566;

  public GatewayOptions {
    grants = List.copyOf(grants);
  }
}
