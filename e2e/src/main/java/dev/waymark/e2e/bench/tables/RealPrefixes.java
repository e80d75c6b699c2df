package dev.waymark.e2e.bench.tables;

import dev.waymark.api.net.Family;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The Internet's announced address ranges, each cut into the fewest prefixes that cover exactly it.
 * A range's next hop is one of 64, chosen by its autonomous system, as neighbouring ranges of one
 * network share their way in a real table.
 */
public final class RealPrefixes {

  private static final int NEXT_HOPS = 64;

  private RealPrefixes() {}

  /**
   * Reads lines {@code first,last,asn,name} with addresses as decimal numbers.
   *
   * @throws IOException where the file cannot be read
   */
  public static PrefixTable read(String name, Family family, Path csv) throws IOException {
    var builder = new PrefixTableBuilder();
    try (var lines = Files.lines(csv, StandardCharsets.UTF_8)) {
      lines.forEach(line -> {
        String[] columns = line.split(",", 4);
        addRange(
            builder,
            family,
            new BigInteger(columns[0]),
            new BigInteger(columns[1]),
            nextHopOf(columns[2]));
      });
    }
    return builder.build(name, family);
  }

  private static int nextHopOf(String autonomousSystem) {
    var crc = new CRC32();
    crc.update(autonomousSystem.getBytes(StandardCharsets.US_ASCII));
    return 1 + (int) (crc.getValue() % NEXT_HOPS);
  }

  private static void addRange(
      PrefixTableBuilder builder, Family family, BigInteger first, BigInteger last, int nextHop) {
    int bits = family.bits();
    BigInteger at = first;
    while (at.compareTo(last) <= 0) {
      int aligned = at.signum() == 0 ? bits : Math.min(bits, at.getLowestSetBit());
      int fits = last.subtract(at).add(BigInteger.ONE).bitLength() - 1;
      int hostBits = Math.min(aligned, fits);
      BigInteger left = at.shiftLeft(128 - bits);
      builder.add(left.shiftRight(64).longValue(), left.longValue(), bits - hostBits, nextHop);
      at = at.add(BigInteger.ONE.shiftLeft(hostBits));
    }
  }
}
