package dev.waymark.daemon.attach;

import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.settings.InterfaceRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of the node's interfaces the settings ask for, and which of those cannot be had. Pure.
 *
 * @param selected in the order of their numbers
 * @param refused what was asked for and is not to be had, in the order of the names
 */
public record InterfaceSelection(List<Selected> selected, List<Refused> refused) {

  /** The kernel's number of interfaces that a generation names at most. */
  private static final int MOST = 64;

  /** Names that container networks and runtimes give to interfaces of theirs. */
  private static final List<String> CONTAINER_NETWORKS =
      List.of(
          "cali",
          "tunl",
          "vxlan.calico",
          "wireguard.cali",
          "cilium",
          "lxc",
          "cni",
          "flannel",
          "kube-",
          "nodelocaldns",
          "docker",
          "br-",
          "veth",
          "antrea",
          "ovn",
          "genev_sys",
          "weave",
          "azv",
          "eni");

  /** An interface to attach to. */
  public record Selected(InterfaceState state, InterfaceRule rule) {}

  /**
   * An interface that was asked for.
   *
   * @param reason what is in the way, and what to do
   */
  public record Refused(String name, InterfaceRule rule, String reason) {}

  public InterfaceSelection {
    selected = List.copyOf(selected);
    refused = List.copyOf(refused);
  }

  /** Whether packets of some interface go around the kernel. */
  public boolean hasFast() {
    return selected.stream().anyMatch(one -> one.rule().path() == InterfaceRule.PathChoice.Fast);
  }

  /** Matches each interface against the rules; the first that matches counts. */
  public static InterfaceSelection of(List<InterfaceRule> rules, List<InterfaceState> interfaces) {
    Map<Integer, InterfaceState> byIndex =
        interfaces.stream().collect(Collectors.toMap(InterfaceState::index, Function.identity()));
    List<Selected> selected = new ArrayList<>();
    Map<String, Refused> refused = new TreeMap<>();
    interfaces.stream()
        .sorted(Comparator.comparingInt(InterfaceState::index))
        .forEach(state -> {
          for (InterfaceRule rule : rules) {
            if (!matches(rule, state)) {
              continue;
            }
            String obstacle = obstacle(state, byIndex, selected.size());
            if (obstacle.isEmpty()) {
              selected.add(new Selected(state, rule));
            } else {
              refused.put(state.name(), new Refused(state.name(), rule, obstacle));
            }
            return;
          }
        });
    for (InterfaceRule rule : rules) {
      boolean missing =
          rule.namesOne() && interfaces.stream().noneMatch(i -> i.name().equals(rule.match()));
      if (missing) {
        refused.put(
            rule.match(),
            new Refused(rule.match(), rule, "there is no such interface on this node"));
      }
    }
    return new InterfaceSelection(selected, List.copyOf(refused.values()));
  }

  private static boolean matches(InterfaceRule rule, InterfaceState state) {
    return rule.matchesUplinks() ? isUplink(state) : rule.matchesName(state.name());
  }

  private static boolean isUplink(InterfaceState state) {
    return !state.loopback()
        && state.master() == 0
        && CONTAINER_NETWORKS.stream().noneMatch(state.name()::startsWith);
  }

  private static String obstacle(
      InterfaceState state, Map<Integer, InterfaceState> byIndex, int alreadySelected) {
    if (state.loopback()) {
      return "a loopback device forwards nothing; leave it out";
    }
    if (state.master() != 0) {
      InterfaceState master = byIndex.get(state.master());
      return "it is a port of %s; attach to that instead"
          .formatted(master == null ? "another device" : master.name());
    }
    if (alreadySelected == MOST) {
      return "%d interfaces are attached already, and no more fit".formatted(MOST);
    }
    return "";
  }
}
