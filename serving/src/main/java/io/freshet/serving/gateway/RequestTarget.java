package io.freshet.serving.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request line asks for, decoded.
 *
 * @param segments parts of the path between its slashes
 * @param parameters the query, in its order; each name once
 */
record RequestTarget(List<String> segments, Map<String, String> parameters) {
  private static final int MOST_PARAMETERS = 100;

  /**
   * Reads a path with query, or a whole URI.
   *
   * @throws GatewayException if it is malformed
   */
  static RequestTarget parse(String uri) {
    int scheme = uri.indexOf("://");
    int question = uri.indexOf('?');
    int begin = 0;
    if (scheme > 0 && (question < 0 || scheme < question) && uri.charAt(0) != '/') {
      begin = uri.indexOf('/', scheme + 3);
    }
    if (begin < 0 || begin >= uri.length() || uri.charAt(begin) != '/') {
      throw malformed("A path begins with '/'");
    }
    String path = question < 0 ? uri.substring(begin) : uri.substring(begin, question);
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(decode(segment, Plus.IS_PLUS));
    }
    return new RequestTarget(
        segments, question < 0 ? Map.of() : parameters(uri.substring(question + 1)));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), Plus.IS_BLANK);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), Plus.IS_BLANK);
      if (parameters.put(name, value) != null) {
        throw malformed("The query has '" + name + "' twice; keep one");
      }
      if (parameters.size() > MOST_PARAMETERS) {
        throw malformed("The query has more than " + MOST_PARAMETERS + " parameters");
      }
    }
    return parameters;
  }

  /** What a plus sign stands for. */
  private enum Plus {
    IS_PLUS,
    IS_BLANK
  }

  private static String decode(String text, Plus plus) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed("A '%' in the URI has no two hexadecimal digits behind it; write %25");
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c > 0x20 && c < 0x7f) {
        bytes[length++] = (byte) (c == '+' && plus == Plus.IS_BLANK ? ' ' : c);
      } else {
        throw malformed("The URI has a character that has to be written as %xx, in UTF-8");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("The URI has %xx that are no UTF-8");
    }
  }

  private static GatewayException malformed(String message) {
    return new GatewayException(ErrorCode.INVALID_REQUEST, message);
  }
}
