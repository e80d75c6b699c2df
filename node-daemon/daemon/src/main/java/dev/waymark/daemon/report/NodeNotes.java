package dev.waymark.daemon.report;

import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.daemon.attach.Sysctls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What holds for a node as a whole, and so for each resource on it: something was changed by
 * somebody else, or a setting of the kernel's stands against the Kernel path.
 */
public final class NodeNotes {

  private NodeNotes() {}

  /**
   * The notes now.
   *
   * @param drift what somebody else changed lately, a sentence each
   * @param kernelPath names of the interfaces that hand packets to the kernel
   * @param families of the packets that are forwarded
   */
  public static List<NodeNote> of(
      List<String> drift, Collection<String> kernelPath, Collection<Family> families) {
    List<NodeNote> notes = new ArrayList<>();
    if (!drift.isEmpty()) {
      notes.add(
          new NodeNote(ConditionType.Drifted, Reason.ChangedByOthers, String.join("; ", drift)));
    }
    kernelPath.stream()
        .map(Sysctls::strictReversePath)
        .filter(what -> !what.isEmpty())
        .findFirst()
        .ifPresent(what ->
            notes.add(
                new NodeNote(ConditionType.StrictReversePath, Reason.ReversePathFiltered, what)));
    if (!kernelPath.isEmpty()) {
      families.stream()
          .map(Sysctls::forwardingOff)
          .filter(what -> !what.isEmpty())
          .findFirst()
          .ifPresent(
              what -> notes.add(new NodeNote(ConditionType.Degraded, Reason.ForwardingOff, what)));
    }
    return notes;
  }
}
