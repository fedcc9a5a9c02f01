package io.freshet.bench.online;

import io.freshet.schemas.RowCodec;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an entity's features may lie in Redis. */
enum StoredForm {
  /** A packed row under a string key. */
  PACKED {
    @Override
    RedisFuture<?> write(
        RedisAsyncCommands<byte[], byte[]> redis, RowCodec codec, String entity, byte[] row) {
      return redis.set(utf8("shop:profile:" + entity), row);
    }
  },

  /** A hash with the features' names and values as text; NULLs are left out. */
  HASH {
    @Override
    @SuppressWarnings("ArrayAsKeyOfSetOrMap") // only walked through
    RedisFuture<?> write(
        RedisAsyncCommands<byte[], byte[]> redis, RowCodec codec, String entity, byte[] row) {
      @Nullable Object[] values = codec.decode(row);
      List<String> names = codec.names();
      Map<byte[], byte[]> fields = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        if (value != null) {
          fields.put(utf8(names.get(i)), utf8(value.toString()));
        }
      }
      return redis.hset(utf8("shop:profile:" + entity), fields);
    }
  },

  /** Feast's hash, see {@link FeastForm}. */
  FEAST {
    @Override
    RedisFuture<?> write(
        RedisAsyncCommands<byte[], byte[]> redis, RowCodec codec, String entity, byte[] row) {
      return redis.hset(FeastForm.key(entity), FeastForm.fields(codec, row));
    }
  };

  /** Writes a row in this form. */
  abstract RedisFuture<?> write(
      RedisAsyncCommands<byte[], byte[]> redis, RowCodec codec, String entity, byte[] row);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
