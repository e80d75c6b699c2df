package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Limit;
import dev.waymark.dataplane.classifier.MarkBits;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Mirror;
import dev.waymark.dataplane.classifier.Transport;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.SortedRoutes;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Replication;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.dataplane.reference.Asked;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Effects;
import dev.waymark.dataplane.reference.Prefix;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference's configuration put into the product's words. */
public final class ConfigWriter {
  private static final int TABLES = 255;
  private static final Comparator<Declared> ORDER =
      Comparator.<Declared, Long>comparing(each -> each.to().hi(), Long::compareUnsigned)
          .thenComparing(each -> each.to().lo(), Long::compareUnsigned)
          .thenComparingInt(each -> each.to().length());

  private ConfigWriter() {}

  /** Makes the commit say exactly {@code config}, whatever was before. */
  public static void write(Config config, Commit commit) {
    for (Family family : Family.values()) {
      boolean v6 = family == Family.V6;
      for (int table = 0; table < TABLES; table++) {
        List<Declared> content =
            config.tables().getOrDefault(table, List.of()).stream()
                .filter(each -> each.to().v6() == v6)
                .sorted(ORDER)
                .toList();
        commit.replace(table, family, sorted(commit, content, isSuppressed(config, table)));
      }
      commit.rules(family, config.rules(v6).stream().map(ConfigWriter::rule).toList());
      commit.rulesToNode(family, config.toNode(v6).stream().map(ConfigWriter::rule).toList());
    }
    commit.interfaces(config.interfaces().stream().map(ConfigWriter::attached).toList());
    commit.markMask(config.markMask());
    commit.translated(config.translated());
  }

  private static boolean isSuppressed(Config config, int table) {
    return Stream.concat(config.rulesV4().stream(), config.rulesV6().stream())
        .anyMatch(rule -> rule.table() == table && rule.effects().suppress() >= 0);
  }

  private static SortedRoutes sorted(Commit commit, List<Declared> content, boolean lengths) {
    int[] handles =
        content.stream()
            .map(each ->
                lengths ? route(each.route()).ofLength(each.to().length()) : route(each.route()))
            .mapToInt(commit::route)
            .toArray();
    return new SortedRoutes() {
      @Override
      public int size() {
        return handles.length;
      }

      @Override
      public long hi(int index) {
        return content.get(index).to().hi();
      }

      @Override
      public long lo(int index) {
        return content.get(index).to().lo();
      }

      @Override
      public int length(int index) {
        return content.get(index).to().length();
      }

      @Override
      public int route(int index) {
        return handles[index];
      }
    };
  }

  private static Route route(Config.Route route) {
    RouteType type = RouteType.valueOf(route.type().name());
    if (type == RouteType.MULTICAST) {
      List<Replication.Output> outputs =
          route.hops().stream()
              .map(hop -> new Replication.Output(nextHop(hop.nextHop()), mac(hop.nextHop())))
              .toList();
      return Route.multicast(new Replication(route.input(), outputs), route.mtu(), route.counter());
    }
    if (type != RouteType.UNICAST) {
      return new Route(type, route.mtu(), null, route.mark(), route.counter());
    }
    List<Group.Member> members =
        route.hops().stream()
            .map(hop -> new Group.Member(nextHop(hop.nextHop()), hop.weight()))
            .toList();
    return new Route(type, route.mtu(), new Group(members), route.mark(), route.counter());
  }

  private static long mac(Config.NextHop hop) {
    long mac = 0;
    for (byte each : hop.mac().toArray()) {
      mac = (mac << 8) | (each & 0xff);
    }
    return mac;
  }

  private static NextHop nextHop(Config.NextHop hop) {
    long seed = 31L * hop.interfaceName().hashCode() + hop.gateway().hashCode();
    NextHop made =
        hop.gateway().length() == 0
            ? NextHop.onLink(hop.ifindex(), hop.mtu(), hop.mark(), hop.counter(), seed)
            : NextHop.via(
                hop.ifindex(), hop.gateway().toArray(), hop.mtu(), hop.mark(), hop.counter(), seed);
    return hop.noL2() ? made.withoutLinkLayer() : made;
  }

  private static dev.waymark.dataplane.classifier.Rule rule(Config.Rule rule) {
    Asked asked = rule.asked();
    Transport transport =
        new Transport(
            asked.protocols(),
            ports(asked.sourcePorts()),
            ports(asked.destinationPorts()),
            asked.icmp().stream()
                .map(each -> new Transport.IcmpType(each.type(), each.code()))
                .toList());
    Match match =
        new Match(
            prefixes(rule.from()),
            prefixes(rule.to()),
            rule.interfaces(),
            rule.dscp(),
            transport,
            bits(asked.mark()));
    RuleAction action = RuleAction.valueOf(rule.action().name());
    return new dev.waymark.dataplane.classifier.Rule(
        action,
        rule.table(),
        rule.effects().suppress(),
        rule.mark(),
        rule.counter(),
        match,
        effects(rule.effects()));
  }

  private static dev.waymark.dataplane.classifier.Effects effects(Effects effects) {
    Effects.Cap cap = effects.limit();
    Limit limit =
        cap == null
            ? null
            : new Limit(
                cap.bits() ? Limit.Unit.BITS : Limit.Unit.PACKETS,
                cap.rate(),
                cap.burst(),
                cap.perSource());
    Mirror mirror = effects.mirror() == 0 ? null : new Mirror(effects.mirror(), 1);
    return new dev.waymark.dataplane.classifier.Effects(
        effects.dscp(), bits(effects.mark()), limit, mirror);
  }

  private static @Nullable MarkBits bits(Effects.@Nullable Bits bits) {
    return bits == null ? null : new MarkBits(bits.value(), bits.mask());
  }

  private static List<Transport.PortRange> ports(List<Asked.Range> ranges) {
    return ranges.stream()
        .map(range -> new Transport.PortRange(range.first(), range.last()))
        .toList();
  }

  private static List<Match.Prefix> prefixes(List<Prefix> prefixes) {
    return prefixes.stream()
        .map(prefix -> new Match.Prefix(prefix.hi(), prefix.lo(), prefix.length()))
        .toList();
  }

  private static AttachedInterface attached(Config.Interface each) {
    ForwardingPath path = each.fast() ? ForwardingPath.FAST : ForwardingPath.KERNEL;
    SourceCheck check = SourceCheck.valueOf(each.sourceCheck().name());
    long mac = HexFormat.fromHexDigitsToLong(Layers.ROUTER_MAC.replace(":", ""));
    return new AttachedInterface(
        each.ifindex(), path, check, each.l2() ? 14 : 0, each.l2() ? mac : 0);
  }
}
