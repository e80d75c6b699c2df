package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;
import java.util.Arrays;

/**
 * One header of a packet, or its payload. A layer is a value; it becomes bytes only together with
 * what it carries and what carries it, because lengths, protocol numbers and checksums span both.
 */
public sealed interface Layer
    permits Layer.Ethernet,
        Layer.Vlan,
        Layer.Tcp,
        Layer.Udp,
        Layer.Sctp,
        Layer.Icmp,
        Layer.Raw,
        Layer.Extension,
        Layer.Fragment,
        Ip {

  int IPV4 = 0x0800;
  int ARP = 0x0806;
  int IPV6 = 0x86dd;
  int VLAN = 0x8100;

  int HOP_BY_HOP = 0;
  int ICMP = 1;
  int TCP = 6;
  int UDP = 17;
  int ROUTING = 43;
  int FRAGMENT = 44;
  int ICMPV6 = 58;
  int NO_NEXT = 59;
  int DESTINATION = 60;
  int SCTP = 132;

  /** The EtherType or protocol number by which the layer outside names this one. */
  int number();

  /**
   * The bytes of this layer and of all it carries.
   *
   * @param inner the bytes that it carries
   * @param next the number of the layer that it carries
   * @param around the addresses of the IP header outside, for the pseudo header's checksum
   */
  byte[] over(byte[] inner, int next, Around around);

  /** Addresses that a transport checksum covers; empty outside of IP. */
  record Around(Bytes source, Bytes destination) {}

  /** An Ethernet header. {@code type} below 0: named by what follows. */
  record Ethernet(Bytes destination, Bytes source, int type) implements Layer {
    public Ethernet to(String mac) {
      return new Ethernet(Layers.mac(mac), source, type);
    }

    /** The way back. */
    public Ethernet turned() {
      return new Ethernet(/* destination= */ source, /* source= */ destination, type);
    }

    public Ethernet from(String mac) {
      return new Ethernet(destination, Layers.mac(mac), type);
    }

    public Ethernet type(int value) {
      return new Ethernet(destination, source, value);
    }

    @Override
    public int number() {
      return 0;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      return new Out().put(destination).put(source).u16((type < 0 ? next : type)).put(inner).done();
    }
  }

  /** An 802.1Q tag. */
  record Vlan(int id) implements Layer {
    @Override
    public int number() {
      return VLAN;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      return new Out().u16(id).u16(next).put(inner).done();
    }
  }

  /** TCP without options. */
  record Tcp(int sourcePort, int destinationPort, int flags) implements Layer {
    @Override
    public int number() {
      return TCP;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      byte[] segment =
          new Out()
              .u16(sourcePort)
              .u16(destinationPort)
              .u32(0x01020304)
              .u32(0x05060708)
              .u16((0x5000 | flags))
              .u16(0x7210)
              .u32(0)
              .put(inner)
              .done();
      return Checksum.transport(segment, 16, TCP, around);
    }
  }

  /** UDP. A checksum of zero is sent as 0xffff, as RFC 768 asks. */
  record Udp(int sourcePort, int destinationPort) implements Layer {
    @Override
    public int number() {
      return UDP;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      byte[] datagram =
          new Out()
              .u16(sourcePort)
              .u16(destinationPort)
              .u16((8 + inner.length))
              .u16(0)
              .put(inner)
              .done();
      Checksum.transport(datagram, 6, UDP, around);
      if (datagram[6] == 0 && datagram[7] == 0) {
        Arrays.fill(datagram, 6, 8, (byte) 0xff);
      }
      return datagram;
    }
  }

  /** SCTP with whatever chunks the payload holds. */
  record Sctp(int sourcePort, int destinationPort) implements Layer {
    @Override
    public int number() {
      return SCTP;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      byte[] packet =
          new Out().u16(sourcePort).u16(destinationPort).u32(0x0a0b0c0d).u32(0).put(inner).done();
      return Checksum.crc32c(packet, 8);
    }
  }

  /** ICMP, or ICMPv6 when {@code v6}; the payload follows the eight header bytes. */
  record Icmp(boolean v6, int type, int code, int rest) implements Layer {
    @Override
    public int number() {
      return v6 ? ICMPV6 : ICMP;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      byte[] message = new Out().u8(type).u8(code).u16(0).u32(rest).put(inner).done();
      return v6
          ? Checksum.transport(message, 2, ICMPV6, around)
          : Checksum.internet(message, 0, message.length, 2);
    }
  }

  /** Bytes as they stand; {@code number} is what the layer outside calls them. */
  record Raw(int number, Bytes content) implements Layer {
    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      return new Out().put(content).put(inner).done();
    }
  }

  /** An IPv6 extension header of {@code words} times 8 bytes, filled with PadN options. */
  record Extension(int number, int words) implements Layer {
    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      Out out = new Out().u8(next).u8(words - 1);
      if (number == ROUTING) {
        out.u8(4).u8(0); // a segment routing header with no segments left
      } else {
        out.u8(1).u8(8 * words - 4); // PadN over the rest
      }
      return out.zeros(8 * words - 4).put(inner).done();
    }
  }

  /** The IPv6 fragment header; {@code offset} in bytes, a multiple of 8. */
  record Fragment(int offset, boolean more, int id) implements Layer {
    @Override
    public int number() {
      return FRAGMENT;
    }

    @Override
    public byte[] over(byte[] inner, int next, Around around) {
      return new Out().u8(next).u8(0).u16((offset | (more ? 1 : 0))).u32(id).put(inner).done();
    }
  }
}
