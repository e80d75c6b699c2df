package dev.waymark.daemon.converge;

import dev.waymark.daemon.kernel.KernelObject;
import dev.waymark.daemon.kernel.KernelObject.Rule;
import dev.waymark.daemon.kernel.KernelObject.TableRoute;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;

/** Somebody else's route or rule stands where one of ours belongs; it is left alone. */
final class ForeignInPlace extends NativeException {

  ForeignInPlace(KernelObject ours) {
    super("adding " + ours, Errno.EEXIST.number(), advice(ours));
  }

  private static String advice(KernelObject ours) {
    return switch (ours) {
      case TableRoute route ->
          "somebody else's default route stands in table %d, which is ours by kernelTables: remove it"
              .formatted(route.table());
      case Rule rule ->
          "somebody else's rule stands at priority %d, which is ours by rulePriorities: remove it"
              .formatted(rule.priority());
    };
  }
}
