package dev.waymark.e2e.lab.bird;

import dev.waymark.api.net.Address;
import dev.waymark.e2e.lab.Lab;

/**
 * Provider A announces the servers' networks and a table of made-up ones to the router by BGP; the
 * router's BIRD puts what it learns into the kernel's table {@link #TABLE}.
 *
 * <pre>
 *   provider-a  BIRD --BGP-- BIRD  router ──▶ kernel table 100 ──▶ the program under test
 * </pre>
 *
 * @param peer provider A's, with the protocols {@link #STABLE} and {@link #CHURN}
 * @param router the router's, with the protocols {@link #SESSION} and its IPv6 twin
 */
public record BgpFeed(Bird peer, Bird router) {
  /** The kernel's table that the router's BIRD fills. */
  public static final int TABLE = 100;

  /** The servers' networks. */
  public static final String STABLE = "stable";

  /** All but {@link #STABLE}: as many as were asked for. */
  public static final String CHURN = "churn";

  /** The BGP session over IPv4. */
  public static final String SESSION = "session4";

  private static final int FIRST = 0x14000000;

  /** Starts both; the session comes up by itself. */
  public static BgpFeed start(Lab lab, int routes) {
    Bird peer = Bird.start(lab.providerA(), lab.directory(), announcing(routes));
    return new BgpFeed(peer, Bird.start(lab.router(), lab.directory(), learning()));
  }

  /** The destination of route {@code i} of {@link #CHURN}, of which each is a /24. */
  public static String network(int i) {
    return Address.v4(FIRST + (i << 8)) + "/24";
  }

  private static String learning() {
    return """
    router id 10.0.1.2;
    protocol device {}
    protocol kernel kernel4 { ipv4 { import none; export all; }; kernel table 100; scan time 600; }
    protocol kernel kernel6 { ipv6 { import none; export all; }; kernel table 100; scan time 600; }
    template bgp quick {
      connect delay time 1; connect retry time 1; error wait time 1, 2;
    }
    protocol bgp session4 from quick {
      local 10.0.1.2 as 65001; neighbor 10.0.1.1 as 65002;
      ipv4 { import all; export none; };
    }
    protocol bgp session6 from quick {
      local 2001:db8:a::2 as 65001; neighbor 2001:db8:a::1 as 65002;
      ipv6 { import all; export none; };
    }
    """;
  }

  private static String announcing(int routes) {
    StringBuilder text =
        new StringBuilder(
            """
            router id 10.0.1.1;
            protocol device {}
            template bgp quick {
              connect delay time 1; connect retry time 1; error wait time 1, 2;
            }
            protocol bgp session4 from quick {
              local 10.0.1.1 as 65002; neighbor 10.0.1.2 as 65001;
              ipv4 { import none; export all; next hop self; };
            }
            protocol bgp session6 from quick {
              local 2001:db8:a::1 as 65002; neighbor 2001:db8:a::2 as 65001;
              ipv6 { import none; export all; next hop self; };
            }
            protocol static stable {
              ipv4;
              route 198.51.100.0/24 blackhole;
              route 203.0.113.0/24 blackhole;
            }
            protocol static stable6 {
              ipv6;
              route 2001:db8:100::/48 blackhole;
            }
            protocol static churn {
              ipv4;
            """);
    for (int i = 0; i < routes; i++) {
      text.append("route ").append(network(i)).append(" blackhole;\n");
    }
    return text.append("}\n").toString();
  }
}
