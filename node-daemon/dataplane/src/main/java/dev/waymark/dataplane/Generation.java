package dev.waymark.dataplane;

import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.store.GenerationRecord;
import java.util.HexFormat;

/**
 * A published configuration.
 *
 * @param number counts up from 1, also over restarts
 * @param digest of the desired state, 32 bytes in hexadecimal
 * @param phase of the store while it is the active one
 */
public record Generation(long number, String digest, Phase phase) {
  static Generation of(GenerationRecord record, Phase phase) {
    return new Generation(record.number(), HexFormat.of().formatHex(record.digest()), phase);
  }
}
