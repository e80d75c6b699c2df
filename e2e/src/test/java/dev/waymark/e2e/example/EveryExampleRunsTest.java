package dev.waymark.e2e.example;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits each folder of {@code examples/} as it lies there, and sends the packets it lists. */
@NeedsBpf
@ParameterizedClass
@FieldSource("PATHS")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryExampleRunsTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  private final GitRepository repository;
  private final Daemon daemon;

  @AutoClose private final Lab lab;

  EveryExampleRunsTest(Settings settings) {
    lab = Lab.standard("examples");
    repository = GitRepository.create(lab);
    daemon = Daemon.start(lab, repository, settings);
  }

  @ParameterizedTest
  @MethodSource("dev.waymark.e2e.example.Example#all")
  void itsPacketsComeOutWhereItSays(Example example) {
    repository.clear();
    example.files().forEach(repository::write);
    daemon.awaitServing(repository.commit("The example " + example));

    assertThat(example.packets())
        .allSatisfy(packet -> {
          if (packet.shares() != null) {
            assertThatFlowsAreShared(packet);
          } else {
            assertThatPingSees(packet);
          }
        });
  }

  private void assertThatFlowsAreShared(ExpectedPacket packet) {
    int sent = requireNonNull(packet.flows());
    Flows flows = Flows.count(lab, packet.family(), packet.to(), sent);
    assertThat(flows.total()).isEqualTo(sent);
    requireNonNull(packet.shares())
        .forEach((provider, percent) ->
            assertThat(100.0 * flows.via(lab, provider(provider)) / sent)
                .as("percent of %d flows through %s", sent, provider)
                .isCloseTo(percent, within(5.0)));
  }

  private void assertThatPingSees(ExpectedPacket packet) {
    long a = lab.providerA().forwarded(packet.family());
    long b = lab.providerB().forwarded(packet.family());
    Ping.Request request = Ping.from(lab.client()).as(requireNonNull(packet.from()));
    if (packet.dscp() != null) {
      request = request.dscp(packet.dscp());
    }
    Ping ping = request.to(packet.to());
    a = lab.providerA().forwarded(packet.family()) - a;
    b = lab.providerB().forwarded(packet.family()) - b;

    String said = "%s\n%s\nprovider-a forwarded %d, provider-b %d".formatted(packet, ping, a, b);
    if (packet.through() != null) {
      assertThat(ping.allAnswered()).as(said).isTrue();
      assertThat(a).as(said).isEqualTo(packet.through().equals("provider-a") ? ping.sent() : 0);
      assertThat(b).as(said).isEqualTo(packet.through().equals("provider-b") ? ping.sent() : 0);
    } else {
      String answer = requireNonNull(packet.answer());
      assertThat(ping.answered()).as(said).isZero();
      assertThat(a + b).as(said).isZero();
      assertThat(ping.wasTold(answer.equals("none") ? "From " : answer))
          .as(said)
          .isEqualTo(!answer.equals("none"));
    }
  }

  private Host provider(String role) {
    return role.equals("provider-a") ? lab.providerA() : lab.providerB();
  }
}
