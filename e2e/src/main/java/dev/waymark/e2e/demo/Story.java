package dev.waymark.e2e.demo;

import static dev.waymark.e2e.lab.Lab.CLIENT;
import static dev.waymark.e2e.lab.Lab.OTHER_CLIENT;
import static dev.waymark.e2e.lab.Lab.OTHER_SERVER;
import static dev.waymark.e2e.lab.Lab.PROVIDER_A;
import static dev.waymark.e2e.lab.Lab.PROVIDER_B;
import static dev.waymark.e2e.lab.Lab.SERVER;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Footprint;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.Output;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.Fetch;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.e2e.lab.traffic.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of the demo, in their order; each leaves the network as the next one finds it. */
final class Story implements AutoCloseable {
  private static final int FLOWS = 1000;
  private static final int PROBES = 2500;

  private final Narrator narrator;
  private final Lab lab;
  private final GitRepository repository;
  private final Footprint untouched;
  private final Daemon daemon;

  private Story(Narrator narrator, Lab lab) {
    this.narrator = narrator;
    this.lab = lab;
    this.repository = GitRepository.create(lab);
    this.untouched = Footprint.of(lab.router(), lab.pins());
    this.daemon = Daemon.start(lab, repository, Settings.FAST);
  }

  /** Builds the network and starts the daemon on an empty repository. */
  static Story begin(Narrator narrator) {
    Lab lab = Lab.standard("demo");
    try {
      var story = new Story(narrator, lab);
      story.daemon.awaitServing();
      return story;
    } catch (RuntimeException | AssertionError e) {
      lab.close();
      throw e;
    }
  }

  String labName() {
    return lab.name();
  }

  void nothingArrives() {
    narrator.headline("Nothing is declared, so nothing arrives.");
    Ping v4 = pings(Family.V4);
    Ping v6 = pings(Family.V6);
    narrator.claim(
        v4.sent() == 3 && v4.answered() == 0 && v6.sent() == 3 && v6.answered() == 0,
        "no answer, IPv4 or IPv6");
  }

  void aCommitMakesARoute() {
    narrator.headline(
        "A commit of a RouteTable, and packets arrive: through eBPF, not through the kernel's tables.");
    commits("static-routes", "Reach the servers through provider A");
    Ping v4 = pings(Family.V4);
    Ping v6 = pings(Family.V6);
    narrator.claim(v4.allAnswered() && v6.allAnswered(), "every ping is answered, IPv4 and IPv6");
    boolean viaA = true;
    for (Family family : Family.values()) {
      Trace trace = traces(null, SERVER.in(family));
      viaA &= trace.passes(PROVIDER_A) && trace.ends(SERVER);
    }
    narrator.claim(viaA, "traceroute sees the router, provider-a and the server");
    Output page =
        narrator.runs(
            lab.client(),
            Command.of("curl", "-sS", "--max-time", "3", "http://" + SERVER.v4() + "/"),
            line -> true);
    narrator.claim(page.out().equals("Hello " + CLIENT.v4() + "\n"), "curl gets its page");
    Output kernel =
        narrator.runs(
            lab.router(),
            Command.of("ip", "route", "get", SERVER.v4(), "from", CLIENT.v4(), "iif", "lan0"),
            line -> true);
    narrator.claim(
        kernel.text().contains("unreachable"),
        "asked for the very same packet, the router's kernel still knows no way");
    Output status = showsStatus();
    narrator.claim(
        status.succeeded() && status.out().contains("edge"),
        "status says Ready: the data path was read back and agrees");
  }

  void aPolicyMovesOneSource() {
    narrator.headline(
        "A RoutingPolicy moves one source prefix to provider B, while a transfer from it runs.");
    traces(OTHER_CLIENT.v4(), SERVER.v4());
    long bytes = 24_000_000;
    Duration time = Duration.ofSeconds(4);
    narrator.types(lab.client(), Fetch.command(OTHER_CLIENT.v4(), SERVER.v4(), bytes, time) + " &");
    try (var download = Fetch.download(lab.client(), OTHER_CLIENT.v4(), SERVER.v4(), bytes, time)) {
      commits("source-based-routing", "The second office leaves by provider B");
      boolean during = download.running();
      boolean moved = traces(OTHER_CLIENT.v4(), SERVER.v4()).passes(PROVIDER_B);
      Trace v6 = Trace.route(lab.client(), OTHER_CLIENT.v6(), SERVER.v6());
      boolean stayed = traces(CLIENT.v4(), SERVER.v4()).passes(PROVIDER_A);
      narrator.claim(
          moved && stayed && v6.passes(PROVIDER_B),
          "10.1.2.0/24 (and 2001:db8:1:2::/64) goes by provider-b now, everybody else by provider-a");
      boolean complete = download.completed(Duration.ofSeconds(15));
      narrator.shows(List.of(download.summary()));
      narrator.claim(
          during && complete, "the transfer survived the move: every byte, one connection");
    }
  }

  void weightsShareFlows() {
    narrator.headline("Two next hops with weights 3 and 1 share flows 3 to 1.");
    commits("weighted-next-hops", "Share 203.0.113.0/24 between both providers");
    for (Family family : Family.values()) {
      narrator.types(lab.client(), Flows.typed(OTHER_SERVER.in(family), FLOWS));
      Flows flows = Flows.count(lab, family, OTHER_SERVER.in(family), FLOWS);
      narrator.shows(
          List.of(
              "forwarded by provider-a: " + flows.viaProviderA(),
              "forwarded by provider-b: " + flows.viaProviderB()));
      narrator.claim(
          flows.total() == FLOWS && Math.abs(flows.shareOfA() - 0.75) < 0.05,
          "of %d flows over %s, %.1f %% took provider-a"
              .formatted(FLOWS, family, 100 * flows.shareOfA()));
    }
  }

  void aBadCommitChangesNothing() {
    narrator.headline(
        "A commit with a mistake changes nothing, and the mistake is named with its line.");
    long generation = daemon.report().generation();
    String bad = repository.read("edge.yaml").replace("198.51.100.0/24", "198.51.100.7/24");
    narrator.types(lab.router(), "sed -i s,198.51.100.0/24,198.51.100.7/24, edge.yaml");
    narrator.types(lab.router(), "git commit -am 'A slip of the finger'");
    repository.write("edge.yaml", bad);
    String commit = repository.commit("A slip of the finger");
    daemon.lookNow();
    Status status = daemon.await("the commit is refused", s -> s.sourceState().equals("Rejected"));
    narrator.runs(
        lab.router(),
        Command.of("waymark-node", "status"),
        daemon.command("status"),
        line -> line.matches("(?s)(Source|Generation|Problem| {11}).*"));
    int line = (int) bad.substring(0, bad.indexOf("198.51.100.7")).lines().count();
    narrator.claim(
        status.sourceMessage().contains("edge.yaml:" + line), "refused, with file and line");
    Ping ping = pings(Family.V4);
    narrator.claim(
        ping.allAnswered() && daemon.report().generation() == generation,
        "the last good state keeps serving");
    repository.git("revert", "--no-edit", commit);
    daemon.lookNow();
    daemon.awaitServing();
  }

  void theDaemonMayDie() {
    narrator.headline("The daemon is killed and started again, and no packet notices.");
    Command probe = PingStream.command(PROBES, CLIENT.v4(), SERVER.v4());
    narrator.types(lab.client(), probe + " &");
    try (var stream = PingStream.start(lab.client(), probe)) {
      narrator.types(lab.router(), "kill -9 " + daemon.process().pid());
      daemon.kill();
      narrator.types(lab.router(), "waymark-node run --config node.yaml &");
      Instant start = Instant.now();
      daemon.start();
      daemon.awaitServing();
      boolean during = stream.running();
      narrator.say(
          "adopted what was pinned %.1f s after its start"
              .formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0));
      stream.await(Duration.ofSeconds(20));
      narrator.shows(List.of(stream.summary()));
      narrator.claim(
          during
              && stream
                  .summary()
                  .startsWith(PROBES + " packets transmitted, " + PROBES + " received"),
          "0 lost of " + PROBES);
    }
  }

  void detachLeavesNothing() {
    narrator.headline("detach, and the router is as it was found.");
    daemon.stop();
    Output detach =
        narrator.runs(
            lab.router(),
            Command.of("waymark-node", "detach"),
            daemon.command("detach"),
            line -> true);
    Set<String> left = Footprint.of(lab.router(), lab.pins()).beyond(untouched);
    Set<String> gone = untouched.beyond(Footprint.of(lab.router(), lab.pins()));
    narrator.claim(
        detach.succeeded() && left.isEmpty() && gone.isEmpty(),
        "no program, pin, rule or route is left"
            + (left.isEmpty() ? "" : ": " + left)
            + (gone.isEmpty() ? "" : "; missing: " + gone));
    Ping ping = pings(Family.V4);
    narrator.claim(ping.answered() == 0, "nothing arrives, as in the beginning");
  }

  /** Copies an example into the repository, commits, and waits until it serves. */
  private void commits(String example, String message) {
    Example.named(example)
        .manifests()
        .forEach((file, content) -> {
          repository.write(file, content);
          narrator.types(lab.router(), "cat " + file);
          narrator.shows(content.lines().filter(line -> !line.isBlank()).toList());
        });
    narrator.types(lab.router(), "git add . && git commit -m '" + message + "'");
    Instant before = Instant.now();
    String commit = repository.commit(message);
    daemon.awaitServing(commit);
    narrator.say(
        "commit %s serves, read back and proven, after %.1f s"
            .formatted(
                commit.substring(0, 12),
                Duration.between(before, Instant.now()).toMillis() / 1000.0));
  }

  private Ping pings(Family family) {
    Ping.Request request = Ping.from(lab.client());
    Command command = request.command(SERVER.in(family));
    narrator.types(lab.client(), command.toString());
    Ping ping = request.to(SERVER.in(family));
    narrator.shows(
        ping.output()
            .text()
            .lines()
            .filter(line -> line.contains("icmp_seq=1") || line.contains("transmitted"))
            .toList());
    return ping;
  }

  private Trace traces(@Nullable String source, String destination) {
    narrator.types(lab.client(), Trace.command(source, destination).toString());
    Trace trace = Trace.route(lab.client(), source, destination);
    narrator.shows(trace.output().lines().stream().skip(1).map(Story::withPlace).toList());
    return trace;
  }

  /** The hop with the name that it has in the picture. */
  private static String withPlace(String hop) {
    if (PROVIDER_A.isIn(hop)) {
      return hop + "   <- provider-a";
    }
    return PROVIDER_B.isIn(hop) ? hop + "   <- provider-b" : hop;
  }

  private Output showsStatus() {
    return narrator.runs(
        lab.router(), Command.of("waymark-node", "status"), daemon.command("status"), line -> true);
  }

  @Override
  public void close() {
    lab.close();
  }
}
