package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.api.node.v1alpha1.Hook;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.attach.InterfaceSelection.Refused;
import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.daemon.attach.Sysctls;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.settings.InterfaceRule;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which programs are to be at which interface and hook, and whether they are: a row for each. */
final class AttachmentRows {

  private static final String ATTACHED = "Attached";
  private static final String REFUSED = "Refused";

  private AttachmentRows() {}

  /**
   * The rows: those of TCX first.
   *
   * @param attachFailures at TCX, by interface: a sentence each
   * @param earlyFailures likewise at XDP
   */
  static List<AttachmentReport> of(
      Target target, Map<String, String> attachFailures, Map<String, String> earlyFailures) {
    List<AttachmentReport> rows = new ArrayList<>();
    for (Selected one : target.selection().selected()) {
      String failure = attachFailures.get(one.state().name());
      rows.add(
          failure == null
              ? row(one.state().name(), one.rule(), Hook.Tcx, ATTACHED, obstacle(one, target))
              : row(one.state().name(), one.rule(), Hook.Tcx, "Failed", failure));
    }
    for (Refused one : target.selection().refused()) {
      rows.add(row(one.name(), one.rule(), Hook.Tcx, REFUSED, one.reason()));
    }
    target.selection().selected().stream()
        .filter(Hooks::wantsXdp)
        .map(one -> early(one, earlyFailures))
        .forEach(rows::add);
    return rows;
  }

  /** XDP is a second hook of an interface. Without it TCX enforces the same, later. */
  private static AttachmentReport early(Selected one, Map<String, String> earlyFailures) {
    String failure = earlyFailures.get(one.state().name());
    return failure == null
        ? row(one.state().name(), one.rule(), Hook.Xdp, ATTACHED, "")
        : row(
            one.state().name(), one.rule(), Hook.Xdp, REFUSED, failure + "; TCX enforces the same");
  }

  /** What in the kernel's settings stands against the Kernel path, or nothing. */
  private static String obstacle(Selected one, Target target) {
    if (one.rule().path() != PathChoice.Kernel) {
      return "";
    }
    Set<Family> families = Reporting.families(target);
    return Stream.concat(
            Stream.of(Sysctls.strictReversePath(one.state().name())),
            families.stream().map(Sysctls::forwardingOff))
        .filter(what -> !what.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static AttachmentReport row(
      String name, InterfaceRule rule, Hook hook, String actual, String reason) {
    return new AttachmentReport(name, hook.name(), rule.path().name(), ATTACHED, actual, reason);
  }
}
