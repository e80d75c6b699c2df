package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.RouteList;
import java.util.List;
import java.util.Set;

/**
 * One table of one family out of its three parts, each in ascending order: what is declared, what
 * the kernel holds (table 254 only), what is protected. For equal prefixes: a protected one wins
 * over a declared one without {@code force}; else the lowest usable metric wins, and a tie is the
 * kernel's.
 */
final class TableMerge {

  /** What the merge needs to know of declared ways, and tells about them. */
  interface Ways {
    /** Index of the way's route, or -1 when it cannot be used. */
    int route(int way);

    long metric(int way);

    boolean force(int way);

    /** A prefix says {@code way}: told once for each, usable or not. */
    void used(int way, long hi, long lo, int length);

    /** A prefix is refused for it lies in a protected one. */
    void refused(int way, Prefix prefix, Prefix within);
  }

  private final Family family;
  private final RouteList declared;
  private final List<KernelRoute> mirror;
  private final List<Prefix> shields;
  private final Set<Address> own;
  private final Ways ways;
  private final int kernelRoute;
  private final int protectedRoute;

  private int nextDeclared;
  private int nextMirror;
  private int nextShield;

  /**
   * @param kernelRoute index of the route "leave to the kernel"; {@code protectedRoute} of its twin
   *     for protected prefixes
   */
  TableMerge(
      Family family,
      RouteList declared,
      List<KernelRoute> mirror,
      List<Prefix> shields,
      Set<Address> own,
      Ways ways,
      int kernelRoute,
      int protectedRoute) {
    this.family = family;
    this.declared = declared;
    this.mirror = mirror;
    this.shields = shields;
    this.own = own;
    this.ways = ways;
    this.kernelRoute = kernelRoute;
    this.protectedRoute = protectedRoute;
  }

  void into(TableContent.Builder out) {
    while (nextDeclared < declared.size()
        || nextMirror < mirror.size()
        || nextShield < shields.size()) {
      if (mirrorIsFirst() || shieldIsFirst()) {
        Prefix to = mirrorIsFirst() ? mirror.get(nextMirror).to() : shields.get(nextShield);
        merge(to.hi(), to.lo(), to.length(), out);
      } else {
        int i = nextDeclared;
        merge(declared.hi(i), declared.lo(i), declared.length(i), out);
      }
    }
  }

  /** Takes everything that the three hold of this prefix, the smallest of all left. */
  private void merge(long hi, long lo, int length, TableContent.Builder out) {
    boolean shielded = nextShield < shields.size() && is(shields.get(nextShield), hi, lo, length);
    if (shielded) {
      nextShield++;
    }
    long kernelMetric = Long.MAX_VALUE;
    if (nextMirror < mirror.size() && is(mirror.get(nextMirror).to(), hi, lo, length)) {
      kernelMetric = mirror.get(nextMirror++).metric();
    }
    int best = bestDeclared(hi, lo, length);
    if (best >= 0 && ways.metric(best) < kernelMetric) {
      out.add(hi, lo, length, ways.route(best));
    } else if (kernelMetric != Long.MAX_VALUE) {
      out.add(hi, lo, length, kernelRoute);
    } else if (shielded) {
      out.add(hi, lo, length, protectedRoute);
    }
  }

  /** The way of the lowest usable metric that may stand here, or -1. */
  private int bestDeclared(long hi, long lo, int length) {
    int best = -1;
    for (; nextDeclared < declared.size(); nextDeclared++) {
      int i = nextDeclared;
      if (declared.hi(i) != hi || declared.lo(i) != lo || declared.length(i) != length) {
        break;
      }
      int way = declared.way(i);
      ways.used(way, hi, lo, length);
      if (ways.route(way) < 0 || (!ways.force(way) && isRefused(way, hi, lo, length))) {
        continue;
      }
      if (best < 0 || ways.metric(way) < ways.metric(best)) {
        best = way;
      }
    }
    return best;
  }

  private boolean isRefused(int way, long hi, long lo, int length) {
    if (shields.isEmpty() && length < family.bits()) {
      return false;
    }
    Prefix prefix = new Prefix(family, hi, lo, length);
    if (length == family.bits() && own.contains(prefix.first())) {
      ways.refused(way, prefix, prefix);
      return true;
    }
    for (Prefix shield : shields) {
      if (shield.contains(prefix)) {
        ways.refused(way, prefix, shield);
        return true;
      }
    }
    return false;
  }

  private boolean mirrorIsFirst() {
    return nextMirror < mirror.size()
        && notAfterDeclared(mirror.get(nextMirror).to())
        && (nextShield >= shields.size()
            || mirror.get(nextMirror).to().compareTo(shields.get(nextShield)) <= 0);
  }

  private boolean shieldIsFirst() {
    return nextShield < shields.size()
        && notAfterDeclared(shields.get(nextShield))
        && (nextMirror >= mirror.size()
            || shields.get(nextShield).compareTo(mirror.get(nextMirror).to()) <= 0);
  }

  private boolean notAfterDeclared(Prefix prefix) {
    if (nextDeclared >= declared.size()) {
      return true;
    }
    int i = nextDeclared;
    int byHi = Long.compareUnsigned(prefix.hi(), declared.hi(i));
    if (byHi != 0) {
      return byHi < 0;
    }
    int byLo = Long.compareUnsigned(prefix.lo(), declared.lo(i));
    return byLo != 0 ? byLo < 0 : prefix.length() <= declared.length(i);
  }

  private static boolean is(Prefix prefix, long hi, long lo, int length) {
    return prefix.hi() == hi && prefix.lo() == lo && prefix.length() == length;
  }
}
