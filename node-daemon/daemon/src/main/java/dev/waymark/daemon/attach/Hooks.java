package dev.waymark.daemon.attach;

import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.daemon.settings.InterfaceRule.HookChoice;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.NativeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our programs at every hook: TCX on each selected interface, and XDP before it where the settings
 * ask for that. XDP only drops what TCX would drop, so where it cannot be had everything is
 * enforced still, and nothing waits for it; and where it cannot be brought up to date it goes.
 */
public final class Hooks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private final Attachments tcx;
  private final Attachments xdp;
  private Map<String, String> earlyFailures = Map.of();

  /** Below this pin directory. */
  public Hooks(Path pin) {
    tcx = new Attachments(new Pins(pin, HookPoint.TCX));
    xdp = new Attachments(new Pins(pin, HookPoint.XDP));
  }

  /**
   * Attaches wherever it is not yet, and replaces older programs, each in one step.
   *
   * @param program for TCX
   * @param early for XDP; asked for only where some interface wants it
   * @return what failed at TCX, by interface: a sentence each
   */
  public Map<String, String> attach(
      List<Selected> selected, BpfProgram program, Supplier<BpfProgram> early) {
    Map<String, String> failures = tcx.attach(selected, program);
    attachEarly(selected.stream().filter(Hooks::wantsXdp).toList(), early);
    return failures;
  }

  private void attachEarly(List<Selected> wanted, Supplier<BpfProgram> early) {
    if (wanted.isEmpty()) {
      xdp.clear();
      earlyFailures = Map.of();
      return;
    }
    Map<String, String> failures = new TreeMap<>();
    try {
      failures.putAll(xdp.attach(wanted, early.get()));
    } catch (NativeException refused) {
      wanted.forEach(one -> failures.put(one.state().name(), String.valueOf(refused.getMessage())));
    }
    // What is left with an older program would drop by a store that nobody keeps up to date.
    xdp.retain(wanted.stream().filter(one -> !failures.containsKey(one.state().name())).toList());
    if (!failures.isEmpty() && !failures.equals(earlyFailures)) {
      LOG.warn("no XDP: {}; TCX enforces the same", failures);
    }
    earlyFailures = failures;
  }

  /** Whether the settings ask for XDP on an interface. */
  public static boolean wantsXdp(Selected one) {
    return one.rule().hook() == HookChoice.Xdp;
  }

  /** Where XDP was asked for and is not to be had, by interface: a sentence each. */
  public Map<String, String> earlyFailures() {
    return earlyFailures;
  }

  /** Detaches from every interface but these, and collects links of interfaces that are gone. */
  public void retain(List<Selected> selected) {
    tcx.retain(selected);
  }

  /**
   * What somebody else did to our links since they were attached, a sentence each. Any thread of
   * the node's network namespace may ask.
   */
  public List<String> drift() {
    List<String> drift = new ArrayList<>(tcx.drift());
    drift.addAll(xdp.drift());
    return drift;
  }

  /** Detaches everywhere; returns how many links there were. */
  public int detachAll() {
    return xdp.detachAll() + tcx.detachAll();
  }

  /** Lets go of the links; they stay, by their pins. */
  @Override
  public void close() {
    tcx.close();
    xdp.close();
  }
}
