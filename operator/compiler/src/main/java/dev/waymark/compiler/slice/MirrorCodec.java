package dev.waymark.compiler.slice;

import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;

/** Mirrors of kernel tables, and how gateways are watched. */
final class MirrorCodec {
  private static final int LIST_MAX = 1024;
  private static final int NAME_MAX = 1024;
  private static final int KEEP_LAST = 1;
  private static final int ICMP = 1;
  private static final int TCP = 2;

  private MirrorCodec() {}

  static void write(ByteWriter out, DesiredMirror mirror) {
    out.put(mirror.table());
    write(out, mirror.owner());
    out.text(mirror.name());
    out.varint(mirror.kernelTable());
    out.varint(mirror.protocols().size());
    mirror.protocols().forEach(out::put);
    out.varint(mirror.allowed().size());
    for (DesiredMirror.Allowed allowed : mirror.allowed()) {
      PrefixCodec.write(out, allowed.prefix());
      out.put(allowed.longest());
    }
    out.varint(mirror.maxRoutes());
    out.put(mirror.keepLast() ? KEEP_LAST : 0);
    out.varint(mirror.yieldsTo().size());
    mirror.yieldsTo().forEach(owner -> write(out, owner));
  }

  static DesiredMirror mirror(ByteReader in) {
    int table = in.get();
    Owner owner = owner(in);
    String name = in.text(NAME_MAX, "source name");
    long kernelTable = in.varint();
    List<Integer> protocols = new ArrayList<>();
    for (int left = in.number(LIST_MAX, "number of protocols"); left > 0; left--) {
      protocols.add(in.get());
    }
    List<DesiredMirror.Allowed> allowed = new ArrayList<>();
    for (int left = in.number(LIST_MAX, "number of allowed prefixes"); left > 0; left--) {
      allowed.add(new DesiredMirror.Allowed(PrefixCodec.prefix(in), in.get()));
    }
    int maxRoutes = in.number(Integer.MAX_VALUE, "maxRoutes");
    int flags = in.get();
    if ((flags & ~KEEP_LAST) != 0) {
      throw in.corrupt("unknown flags " + flags);
    }
    List<Owner> yieldsTo = new ArrayList<>();
    for (int left = in.number(LIST_MAX, "number of owners"); left > 0; left--) {
      yieldsTo.add(owner(in));
    }
    try {
      return new DesiredMirror(
          table, owner, name, kernelTable, protocols, allowed, maxRoutes, flags != 0, yieldsTo);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible mirror: " + e.getMessage(), e);
    }
  }

  static void write(ByteWriter out, DesiredLiveness liveness) {
    write(out, liveness.owner());
    out.put(
        switch (liveness.question()) {
          case ICMP -> ICMP;
          case TCP -> TCP;
        });
    out.varint(liveness.port());
    out.varint(liveness.intervalMillis());
    out.varint(liveness.failures());
  }

  static DesiredLiveness liveness(ByteReader in) {
    Owner owner = owner(in);
    int code = in.get();
    DesiredLiveness.Question question =
        switch (code) {
          case ICMP -> DesiredLiveness.Question.ICMP;
          case TCP -> DesiredLiveness.Question.TCP;
          default -> throw in.corrupt("question " + code + " is unknown");
        };
    int port = in.number(65_535, "port");
    long interval = in.varint();
    int failures = in.number(Integer.MAX_VALUE, "failures");
    try {
      return new DesiredLiveness(owner, question, port, interval, failures);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible liveness: " + e.getMessage(), e);
    }
  }

  private static void write(ByteWriter out, Owner owner) {
    out.text(owner.kind());
    out.text(owner.namespace());
    out.text(owner.name());
  }

  private static Owner owner(ByteReader in) {
    String kind = in.text(NAME_MAX, "kind");
    String namespace = in.text(NAME_MAX, "namespace");
    return new Owner(kind, namespace, in.text(NAME_MAX, "name"));
  }
}
