package io.freshet.sinks.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.redis.client.Faults.Access;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "READONLY You can't write against a read only replica.",
        "ERR Error running script (call to f_1): @user_script:9: -OOM command not allowed when used"
            + " memory > 'maxmemory'.",
        "OOM command not allowed when used memory > 'maxmemory'. script: 1, on @user_script:9.",
        "ERR max number of clients reached",
        "CLUSTERDOWN The cluster is down"
      })
  void passingErrorsMayBeTriedAgain(String error) {
    assertThat(classify(error, Access.UNPROVEN)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void brokenConnectionsMayBeTriedAgain() {
    assertThat(Faults.classify(new RedisConnectionException("gone"), "here", Access.UNPROVEN))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(
            Faults.classify(
                new CompletionException(new RedisCommandTimeoutException("slow")),
                "here",
                Access.UNPROVEN))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGPASS invalid username-password pair or user is disabled.",
        "NOAUTH Authentication required.",
        "ERR AUTH <password> called without any password configured for the default user."
      })
  void missingRightsAreAFaultUntilTheFirstSuccess(String error) {
    assertThat(classify(error, Access.UNPROVEN))
        .isInstanceOfSatisfying(
            StoreRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(StoreRefusedException.Code.REDIS_ACCESS);
              assertThat(refused).hasMessageContaining("online.uri").hasMessageContaining("here");
            });
    assertThat(classify(error, Access.PROVEN)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void missingPermissionsAreAlwaysAFault() {
    assertThat(classify("NOPERM this user has no permissions to run 'evalsha'", Access.PROVEN))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("REDIS_ACCESS");
  }

  @Test
  void otherErrorsAreRefusals() {
    assertThat(classify("MOVED 3999 127.0.0.1:6381", Access.PROVEN))
        .isInstanceOf(StoreRefusedException.class);
    assertThat(classify("ERR unknown command", Access.PROVEN))
        .isInstanceOf(StoreRefusedException.class);
  }

  private static OnlineStoreException classify(String error, Access access) {
    return Faults.classify(
        new RedisConnectionException("connect", new RedisCommandExecutionException(error)),
        "here",
        access);
  }
}
