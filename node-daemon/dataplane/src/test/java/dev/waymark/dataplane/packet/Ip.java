package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;

/** An IP header of either family, so that the rows of a case table can differ in nothing else. */
public sealed interface Ip extends Layer permits Ip.V4, Ip.V6 {

  /** Network order, as in the header. */
  Bytes source();

  Bytes destination();

  /** A copy with this TTL or hop limit. */
  Ip ttl(int value);

  /** A copy with this DSCP, 0 to 63. */
  Ip dscp(int value);

  /** An IPv4 header; {@code offset} in bytes, {@code options} a multiple of four bytes. */
  record V4(
      Bytes source,
      Bytes destination,
      int tos,
      int id,
      boolean dontFragment,
      boolean more,
      int offset,
      int ttl,
      Bytes options)
      implements Ip {

    @Override
    public V4 ttl(int value) {
      return new V4(source, destination, tos, id, dontFragment, more, offset, value, options);
    }

    @Override
    public V4 dscp(int value) {
      return new V4(source, destination, value << 2, id, dontFragment, more, offset, ttl, options);
    }

    /** The two bits below the DSCP. */
    public V4 ecn(int value) {
      return new V4(
          source, destination, (tos & ~3) | value, id, dontFragment, more, offset, ttl, options);
    }

    public V4 id(int value) {
      return new V4(source, destination, tos, value, dontFragment, more, offset, ttl, options);
    }

    public V4 tos(int value) {
      return new V4(source, destination, value, id, dontFragment, more, offset, ttl, options);
    }

    public V4 fragmentable() {
      return new V4(source, destination, tos, id, false, more, offset, ttl, options);
    }

    public V4 fragment(int atByte, boolean moreFollow) {
      return new V4(source, destination, tos, id, false, moreFollow, atByte, ttl, options);
    }

    public V4 options(int... values) {
      return new V4(
          source, destination, tos, id, dontFragment, more, offset, ttl, Layers.raw(values));
    }

    @Override
    public int number() {
      return IPV4;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      int header = 20 + options.length();
      byte[] packet =
          new Out()
              .u8((0x40 | (header / 4)))
              .u8(tos)
              .u16((header + inner.length))
              .u16(id)
              .u16(((dontFragment ? 0x4000 : 0) | (more ? 0x2000 : 0) | (offset / 8)))
              .u8(ttl)
              .u8(next)
              .u16(0)
              .put(source)
              .put(destination)
              .put(options)
              .put(inner)
              .done();
      return Checksum.internet(packet, 0, header, 10);
    }
  }

  /** An IPv6 header; its extension headers are layers of their own. */
  record V6(Bytes source, Bytes destination, int trafficClass, int flowLabel, int ttl)
      implements Ip {

    @Override
    public V6 ttl(int value) {
      return new V6(source, destination, trafficClass, flowLabel, value);
    }

    @Override
    public V6 dscp(int value) {
      return new V6(source, destination, value << 2, flowLabel, ttl);
    }

    public V6 flowLabel(int value) {
      return new V6(source, destination, trafficClass, value, ttl);
    }

    @Override
    public int number() {
      return IPV6;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      return new Out()
          .u32((6 << 28) | (trafficClass << 20) | flowLabel)
          .u16(inner.length)
          .u8(next)
          .u8(ttl)
          .put(source)
          .put(destination)
          .put(inner)
          .done();
    }
  }
}
