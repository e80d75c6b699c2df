package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class RulesTest {
  private static final int OURS = 203;

  private TestNamespace here;
  private NetlinkSocket netlink;

  @BeforeEach
  void aHost() {
    here = TestNamespace.create("rules");
    netlink = here.call(NetlinkSocket::open);
  }

  @AfterEach
  void nothingIsLeft() {
    netlink.close();
    here.close();
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void rulesOfEveryKindAreReadAsTheyWereAdded(IpFamily family) {
    IpAddress prefix = IpAddress.parse(family == IpFamily.V4 ? "198.51.100.0" : "2001:db8:1::");
    int length = family == IpFamily.V4 ? 24 : 48;
    List<Rule> rules =
        List.of(
            Rule.lookup(family, 100, 70_000).withMark(0x30000, 0xff0000).withProtocol(OURS),
            Rule.goTo(family, 101, 110).withIif("lo").withProtocol(OURS),
            Rule.lookup(family, 102, 200)
                .withSource(new Rule.RulePrefix(prefix, length))
                .withProtocol(OURS),
            Rule.nop(family, 103)
                .withAction(RuleAction.PROHIBIT)
                .withDestination(new Rule.RulePrefix(prefix, length))
                .withProtocol(OURS),
            Rule.nop(family, 110).withProtocol(OURS));
    rules.reversed().forEach(netlink::add);
    assertThat(ours(family)).isEqualTo(rules);
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void deletingTakesTheOneRuleAndTellsWhetherThereWasOne(IpFamily family) {
    Rule one = Rule.lookup(family, 100, 300).withMark(1, 0xff).withProtocol(OURS);
    Rule other = Rule.lookup(family, 100, 300).withMark(2, 0xff).withProtocol(OURS);
    netlink.add(one);
    netlink.add(other);
    assertThat(netlink.delete(one)).isTrue();
    assertThat(ours(family)).containsExactly(other);
    assertThat(netlink.delete(one)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void aRuleCannotBeAddedTwice(IpFamily family) {
    Rule rule = Rule.lookup(family, 100, 300).withProtocol(OURS);
    netlink.add(rule);
    assertThatThrownBy(() -> netlink.add(rule))
        .hasMessageContaining("RTM_NEWRULE")
        .hasMessageContaining("rule 100, lookup table 300")
        .hasMessageContaining("EEXIST");
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void theKernelsOwnRulesComeLastAndAreTheKernels(IpFamily family) {
    List<Rule> rules = netlink.rules(family);
    assertThat(rules).extracting(Rule::table).contains(Route.TABLE_LOCAL, Route.TABLE_MAIN);
    assertThat(rules).allMatch(r -> r.protocol() == 2 && !r.selective() && !r.inverted());
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void whatWeHaveNoWordForIsMarkedAsSuch(IpFamily family) {
    String option = family == IpFamily.V4 ? "-4" : "-6";
    here.run("ip", option, "rule", "add", "priority", "9", "dport", "53", "table", "9");
    Rule rule = netlink.rules(family).stream().filter(r -> r.priority() == 9).findFirst().get();
    assertThat(rule.selective()).isTrue();
    assertThatThrownBy(() -> netlink.add(rule)).hasMessageContaining("cannot be written");
  }

  private List<Rule> ours(IpFamily family) {
    return netlink.rules(family).stream().filter(r -> r.protocol() == OURS).toList();
  }
}
