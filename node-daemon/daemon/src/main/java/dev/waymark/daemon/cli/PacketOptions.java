package dev.waymark.daemon.cli;

import dev.waymark.api.net.Address;
import dev.waymark.daemon.explain.Question;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a packet looks like that somebody asks about. */
final class PacketOptions {

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      converter = AddressText.class,
      description = "The packet's source.")
  private @Nullable Address from;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      converter = AddressText.class,
      description = "The packet's destination.")
  private @Nullable Address to;

  @Option(
      names = "--proto",
      paramLabel = "PROTOCOL",
      converter = ProtocolText.class,
      description = "tcp, udp, sctp, icmp, icmpv6 or a number (default: an echo request).")
  private @Nullable Integer protocol;

  @Option(
      names = "--sport",
      paramLabel = "PORT",
      converter = PortText.class,
      description = "Source port.")
  private @Nullable Integer sourcePort;

  @Option(
      names = "--dport",
      paramLabel = "PORT",
      converter = PortText.class,
      description = "Destination port.")
  private @Nullable Integer destinationPort;

  @Option(
      names = "--dscp",
      paramLabel = "N",
      converter = DscpText.class,
      description = "0 to 63 (default: 0).")
  private int dscp;

  @Option(
      names = "--ttl",
      paramLabel = "N",
      converter = TtlText.class,
      description = "Time to live or hop limit (default: 64).")
  private int ttl = 64;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      description = "Length of the IP packet (default: its headers alone).")
  private @Nullable Integer size;

  /** The packet; empty if none is described. */
  Optional<Question> question() {
    Address source = from;
    Address destination = to;
    if (source == null || destination == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Question(source, destination, protocol, sourcePort, destinationPort, ttl, dscp, size));
  }

  /** An address as the resources write it. */
  static final class AddressText implements ITypeConverter<Address> {
    @Override
    public Address convert(String text) {
      try {
        return Address.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A protocol by name or number. */
  static final class ProtocolText implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "icmp" -> 1;
        case "tcp" -> 6;
        case "udp" -> 17;
        case "icmpv6" -> 58;
        case "sctp" -> 132;
        default -> number(text, 255);
      };
    }
  }

  /** A port. */
  static final class PortText implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 65_535);
    }
  }

  /** A DSCP. */
  static final class DscpText implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 63);
    }
  }

  /** A TTL. */
  static final class TtlText implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 255);
    }
  }

  private static int number(String text, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "\"%s\" is not a number from 0 to %d".formatted(text, most));
    }
    throw new TypeConversionException("\"%s\" is not from 0 to %d".formatted(text, most));
  }
}
