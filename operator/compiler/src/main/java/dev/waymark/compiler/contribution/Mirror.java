package dev.waymark.compiler.contribution;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.AllowedPrefix;
import dev.waymark.api.v1alpha1.ConfigMapRef;
import dev.waymark.api.v1alpha1.OnExceed;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.text.IpRouteLine;
import dev.waymark.compiler.text.IpRouteText;
import java.util.IdentityHashMap;
import java.util.List;

/** The routes that one {@code routesFrom} brings from a ConfigMap. */
final class Mirror {
  private static final int LINES_TOLD = 10;
  private static final int PLACES_TOLD = 5;
  private static final int WAYS_REMEMBERED = 4096;

  private final RouteSource source;
  private final String path;
  private final ConfigMapRef ref;

  Mirror(RouteSource source, String path, ConfigMapRef ref) {
    this.source = source;
    this.path = path;
    this.ref = ref;
  }

  void read(
      ConfigMaps configMaps,
      Owner owner,
      ProtectedPrefixes protectedPrefixes,
      DesiredTableBuilder table,
      Findings findings) {
    String text = configMaps.text(ref);
    if (text == null) {
      findings.add(DiagnosticCode.ReferenceNotFound, path + ".configMap", absent(configMaps));
      return;
    }
    Count count = new Count(protectedPrefixes, findings);
    IpRouteText.read(text, count);
    count.tell();
    if (count.admitted > source.maxRoutes()) {
      tooMany(count.admitted, findings);
    } else if (count.wrong == 0) {
      IpRouteText.read(text, new Fill(owner, table));
    }
  }

  private String absent(ConfigMaps configMaps) {
    ConfigMapData map = configMaps.find(ref);
    return map == null
        ? "ConfigMap "
            + ref.namespace()
            + "/"
            + ref.name()
            + " does not exist; create it or correct the reference"
        : "ConfigMap "
            + ref.namespace()
            + "/"
            + ref.name()
            + " has no key \""
            + ref.key()
            + "\"; it has "
            + String.join(", ", map.data().keySet().stream().sorted().toList());
  }

  private void tooMany(int admitted, Findings findings) {
    boolean keep = source.onExceed() == OnExceed.KeepLast;
    findings.add(
        keep ? DiagnosticCode.TooManyRoutes : DiagnosticCode.MirrorRefused,
        path + ".maxRoutes",
        "the source brings "
            + admitted
            + " routes and "
            + source.maxRoutes()
            + " are allowed; "
            + (keep ? "the last good content stays" : "all of its routes are taken away")
            + " until it brings less or maxRoutes is raised");
  }

  /** Adds to {@code places} where this mirror declares the route. */
  void find(ConfigMaps configMaps, Prefix to, long metric, List<String> places) {
    String text = configMaps.text(ref);
    if (text == null) {
      return;
    }
    IpRouteText.read(
        text,
        new IpRouteText.Lines() {
          @Override
          public void route(int line, IpRouteLine route) {
            if (places.size() < PLACES_TOLD && route.metric() == metric && route.to().equals(to)) {
              places.add(path + " line " + line);
            }
          }

          @Override
          public void wrong(int line, String problem) {}
        });
  }

  private boolean allowed(Prefix to) {
    for (AllowedPrefix allow : source.allow()) {
      int longest = allow.le() == null ? allow.prefix().length() : allow.le();
      if (allow.prefix().contains(to) && to.length() <= longest) {
        return true;
      }
    }
    return false;
  }

  private String at(int line) {
    return "ConfigMap "
        + ref.namespace()
        + "/"
        + ref.name()
        + ", key "
        + ref.key()
        + ", line "
        + line;
  }

  /** First pass: judges every line and counts. */
  private final class Count implements IpRouteText.Lines {
    private final ProtectedPrefixes protectedPrefixes;
    private final Findings findings;
    private int admitted;
    private int wrong;
    private int outside;
    private int firstOutside;

    Count(ProtectedPrefixes protectedPrefixes, Findings findings) {
      this.protectedPrefixes = protectedPrefixes;
      this.findings = findings;
    }

    @Override
    public void route(int line, IpRouteLine route) {
      if (!allowed(route.to())) {
        firstOutside = outside == 0 ? line : firstOutside;
        outside++;
        return;
      }
      admitted++;
      Findings one = wrong < LINES_TOLD ? findings : new Findings(Owner.of("", ""));
      if (!protectedPrefixes.admits(route.to(), false, path + ".configMap line " + line, one)) {
        wrong++;
      }
    }

    @Override
    public void wrong(int line, String problem) {
      if (wrong < LINES_TOLD) {
        findings.add(DiagnosticCode.InvalidLine, path + ".configMap", at(line) + ": " + problem);
      }
      wrong++;
    }

    void tell() {
      if (wrong > LINES_TOLD) {
        findings.add(
            DiagnosticCode.InvalidLine,
            path + ".configMap",
            (wrong - LINES_TOLD) + " more lines are wrong");
      }
      if (outside > 0) {
        findings.add(
            DiagnosticCode.OutsideAllow,
            path + ".allow",
            outside + " routes lie outside and are passed over, the first in line " + firstOutside);
      }
    }
  }

  /** Second pass: every line is right. */
  private final class Fill implements IpRouteText.Lines {
    private final Owner owner;
    private final DesiredTableBuilder table;
    private final IdentityHashMap<List<Hop>, Known> known = new IdentityHashMap<>();

    /** The number of the way that a line like this one has. */
    private record Known(IpRouteLine like, int way) {}

    Fill(Owner owner, DesiredTableBuilder table) {
      this.owner = owner;
      this.table = table;
    }

    @Override
    public void route(int line, IpRouteLine route) {
      Prefix to = route.to();
      if (allowed(to)) {
        table.add(to.family(), to.hi(), to.lo(), to.length(), way(route));
      }
    }

    /** Neighbouring lines mostly lead the same way, and comparing ways is what costs. */
    private int way(IpRouteLine route) {
      Known found = known.get(route.via());
      if (found != null && found.like().sharesTail(route)) {
        return found.way();
      }
      int way =
          table.way(
              new Way(
                  route.type(),
                  route.metric(),
                  route.via(),
                  route.mtu(),
                  route.src(),
                  false,
                  null,
                  owner));
      if (known.size() < WAYS_REMEMBERED) {
        known.put(route.via(), new Known(route, way));
      }
      return way;
    }

    @Override
    public void wrong(int line, String problem) {
      throw new AssertionError(at(line) + " was right a moment ago: " + problem);
    }
  }
}
