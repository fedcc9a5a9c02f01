/**
 * The HTTP gateway: reads of {@link io.freshet.serving.FeatureClient} for whoever speaks HTTP and
 * JSON. {@link io.freshet.serving.gateway.Gateway} is its door; {@code GatewayService} answers
 * requests and knows no network, {@code ConnectionHandler} and its neighbours are the network, on
 * Netty.
 */
@NullMarked
package io.freshet.serving.gateway;

import org.jspecify.annotations.NullMarked;
