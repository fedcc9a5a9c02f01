package io.freshet.serving.gateway;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being answered.
 *
 * @param route what it asks for; null if that is nothing we have
 * @param answer never fails
 */
record Handling(@Nullable Route route, CompletableFuture<Answer> answer) {}
