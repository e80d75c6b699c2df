package dev.waymark.e2e.example;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.bird.Bird;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.e2e.lab.traffic.GroupTraffic;
import dev.waymark.e2e.lab.traffic.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A router that serves one example after another, and is asked what its packets.yaml says. */
record RunningExample(Lab lab, GitRepository repository, Daemon daemon, List<Bird> birds)
    implements AutoCloseable {
  private static final double PERCENT_OFF = 5;
  private static final int GROUP_TTL = 8;

  static RunningExample on(Settings settings) {
    Lab lab = Lab.standard("examples");
    try {
      GitRepository repository = GitRepository.create(lab);
      return new RunningExample(
          lab, repository, Daemon.start(lab, repository, settings), new ArrayList<>());
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Commits the folder as it lies there, and nothing else. */
  void serves(Example example) {
    repository.clear();
    example.files().forEach(repository::write);
    daemon.awaitServing(repository.commit("The example " + example));
    withBirds(example);
  }

  /** Those of the example before end; what the new ones learn takes a while to arrive. */
  private void withBirds(Example example) {
    birds.forEach(Bird::kill);
    birds.clear();
    example
        .birds()
        .forEach((role, configuration) ->
            birds.add(Bird.start(host(role), lab.directory(), configuration)));
    if (!birds.isEmpty()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(example.packets()).allSatisfy(this::treatsAsExpected));
    }
  }

  /** Sends the packet, and fails unless it came out where it says. */
  void treatsAsExpected(ExpectedPacket packet) {
    if (packet.receivers() != null) {
      assertThatAGroupIsReached(packet);
    } else if (packet.shares() == null) {
      assertThatPingSees(packet);
    } else {
      assertThatFlowsAreShared(packet);
    }
  }

  private void assertThatAGroupIsReached(ExpectedPacket packet) {
    Map<String, Integer> received =
        GroupTraffic.received(
            lab, packet.family(), requireNonNull(packet.from()), packet.to(), GROUP_TTL);
    received.forEach((host, datagrams) ->
        assertThat(datagrams)
            .as("%s: datagrams that %s got", packet, host)
            .isEqualTo(
                requireNonNull(packet.receivers()).contains(host) ? GroupTraffic.SENT : 0));
  }

  private void assertThatFlowsAreShared(ExpectedPacket packet) {
    int sent = requireNonNull(packet.flows());
    Flows flows = Flows.count(lab, packet.family(), packet.to(), sent);
    assertThat(flows.total()).isEqualTo(sent);
    requireNonNull(packet.shares())
        .forEach((provider, percent) ->
            assertThat(100.0 * flows.via(lab, provider(provider)) / sent)
                .as("percent of %d flows through %s", sent, provider)
                .isCloseTo(percent, within(PERCENT_OFF)));
  }

  private void assertThatPingSees(ExpectedPacket packet) {
    Ping.Request request = Ping.from(lab.client()).as(requireNonNull(packet.from()));
    Integer dscp = packet.dscp();
    if (dscp != null) {
      request = request.dscp(dscp);
    }
    long a = lab.providerA().forwarded(packet.family());
    long b = lab.providerB().forwarded(packet.family());
    Ping ping = request.to(packet.to());
    a = lab.providerA().forwarded(packet.family()) - a;
    b = lab.providerB().forwarded(packet.family()) - b;

    String said = "%s%n%s%nprovider-a forwarded %d, provider-b %d".formatted(packet, ping, a, b);
    String through = packet.through();
    if (through != null) {
      assertThat(ping.allAnswered()).as(said).isTrue();
      assertThat(a).as(said).isEqualTo(through.equals("provider-a") ? ping.sent() : 0);
      assertThat(b).as(said).isEqualTo(through.equals("provider-b") ? ping.sent() : 0);
    } else {
      String answer = requireNonNull(packet.answer());
      boolean silence = answer.equals("none");
      assertThat(ping.sent()).as(said).isPositive();
      assertThat(ping.answered()).as(said).isZero();
      assertThat(a + b).as(said).isZero();
      assertThat(ping.wasTold(silence ? "From " : answer)).as(said).isEqualTo(!silence);
    }
  }

  private Host host(String role) {
    return role.equals("router") ? lab.router() : provider(role);
  }

  private Host provider(String role) {
    return switch (role) {
      case "provider-a" -> lab.providerA();
      case "provider-b" -> lab.providerB();
      default -> throw new IllegalArgumentException("there is no provider " + role);
    };
  }

  @Override
  public void close() {
    lab.close();
  }
}
