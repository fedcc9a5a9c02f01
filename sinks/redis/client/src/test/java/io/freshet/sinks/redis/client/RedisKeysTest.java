package io.freshet.sinks.redis.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisKeysTest {

  @Test
  void namesAreFrozen() {
    RedisKeys keys = RedisKeys.of("shop", "user_engagement");

    assertThat(new String(keys.row("Grüße|7"), UTF_8)).isEqualTo("shop:user_engagement:Grüße|7");
    assertThat(new String(keys.layout(0xabcL), UTF_8))
        .isEqualTo("shop/layouts/user_engagement/0000000000000abc");
    assertThat(new String(keys.currentLayout(), UTF_8))
        .isEqualTo("shop/layouts/user_engagement/current");
  }

  @Test
  void noRowMeetsALayout() {
    RedisKeys keys = RedisKeys.of("shop", "layouts");

    assertThat(new String(keys.currentLayout(), UTF_8)).doesNotStartWith(keys.rowPrefix());
    assertThat(new String(RedisKeys.of("shop", "a").row("/layouts/a/current"), UTF_8))
        .isNotEqualTo(new String(RedisKeys.of("shop", "a").currentLayout(), UTF_8));
  }

  @Test
  void namesThatCouldMeetAreRefused() {
    assertThatThrownBy(() -> RedisKeys.of("a:b", "c")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RedisKeys.of("a", "b/c")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RedisKeys.of("", "c")).isInstanceOf(IllegalArgumentException.class);
  }
}
