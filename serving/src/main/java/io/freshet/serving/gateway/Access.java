package io.freshet.serving.gateway;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers by their tokens. A token is compared by its digest with every known one, so that
 * the time it takes tells nothing of any.
 */
final class Access {
  private static final String SCHEME = "bearer ";

  private final byte[][] digests;
  private final List<Caller> callers;

  /** Without grants everybody is let in. */
  Access(List<Grant> grants) {
    digests =
        grants.stream()
            .map(grant -> HexFormat.of().parseHex(grant.sha256()))
            .toArray(byte[][]::new);
    callers = grants.stream().map(grant -> new Caller(grant.views())).toList();
  }

  /**
   * The caller behind an {@code Authorization} header.
   *
   * @throws GatewayException if there is none
   */
  Caller caller(@Nullable String authorization) {
    if (callers.isEmpty()) {
      return Caller.ANYBODY;
    }
    if (authorization == null) {
      throw unauthorized("A token is asked for; send the header 'Authorization: Bearer <token>'");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("The header 'Authorization' is read as 'Bearer <token>' alone");
    }
    byte[] digest = Grant.digest(authorization.substring(SCHEME.length()).strip());
    Caller found = null;
    for (int i = 0; i < digests.length; i++) {
      if (MessageDigest.isEqual(digests[i], digest)) {
        found = callers.get(i);
      }
    }
    if (found == null) {
      throw unauthorized("The token is not known; ask whoever runs the gateway for one");
    }
    return found;
  }

  private static GatewayException unauthorized(String message) {
    return new GatewayException(ErrorCode.UNAUTHORIZED, message);
  }
}
