package io.freshet.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RequestTargetTest {
  @Test
  void aPathIsDecodedPartByPart() {
    RequestTarget target = RequestTarget.parse("/v1/a%2Fb/c+d/%C3%BC?x=1+2&y=%2b&z&&e=");
    assertThat(target.segments()).containsExactly("v1", "a/b", "c+d", "ü");
    assertThat(target.parameters())
        .containsEntry("x", "1 2")
        .containsEntry("y", "+")
        .containsEntry("z", "")
        .containsEntry("e", "")
        .hasSize(4);
  }

  @Test
  void aWholeUriIsItsPath() {
    assertThat(RequestTarget.parse("http://here:1/a/b?c=/").segments()).containsExactly("a", "b");
    assertThat(RequestTarget.parse("/a://b/c").segments()).containsExactly("a:", "", "b", "c");
    assertThat(RequestTarget.parse("/a?u=http://x/y").parameters())
        .containsEntry("u", "http://x/y");
  }

  @Test
  void whatIsMalformedIsTheClientsFault() {
    for (String uri :
        List.of(
            "",
            "*",
            "a",
            "http://here",
            "/%",
            "/%2",
            "/%zz",
            "/%ff",
            "/a b",
            "/ü",
            "/a?%",
            "/a?b&b")) {
      assertThatThrownBy(() -> RequestTarget.parse(uri))
          .as(uri)
          .isInstanceOf(GatewayException.class);
    }
    assertThatThrownBy(() -> RequestTarget.parse("/?" + "a=1&".repeat(2)))
        .isInstanceOf(GatewayException.class);
  }

  @Property(tries = 500)
  void noTextIsMoreThanMalformed(@ForAll String text) {
    try {
      assertThat(RequestTarget.parse("/" + text).segments()).isNotEmpty();
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Property(tries = 500)
  void noBytesAreMoreThanMalformed(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> FeastRequest.parse(bytes, Limits.DEFAULT))
        .isInstanceOf(GatewayException.class);
  }
}
