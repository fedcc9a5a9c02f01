package io.freshet.jobs.topology;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * RocksDB for state that is read by key, much of it not in memory. Why these options, and not
 * others: docs/adr/0009-rocksdb-options.md.
 */
final class RocksSettings {
  private RocksSettings() {}

  /** Sets defaults, before anybody's own options. */
  static void addTo(Configuration settings) {
    // an index in one piece is larger than its share of the cache, and read anew for each key
    settings.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    // a key lies in one file of several
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // Snappy, Flink's default, is slow in the RocksDB that Flink brings
    settings.setString(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL.key(), "LZ4_COMPRESSION");
  }
}
