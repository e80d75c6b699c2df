package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Checkout;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder with the programs of one Kubernetes version, as {@code make control-plane} leaves it
 * outside the checkout. Nothing here downloads or builds.
 */
public record Programs(Path folder) {

  /** What to do about a control plane that is not there. */
  public static final String MISSING = "no etcd and kube-apiserver yet; run: make control-plane";

  /** The folder that is already there for this checkout's version. */
  public static Optional<Programs> find() {
    Output output = Command.of(Checkout.path(".make/control-plane").toString(), "--cached").run();
    return output.succeeded()
        ? Optional.of(new Programs(Path.of(output.out().strip())))
        : Optional.empty();
  }

  /**
   * The folder that {@link #find} finds.
   *
   * @throws IllegalStateException if there is none, with what to do
   */
  public static Programs require() {
    return find().orElseThrow(() -> new IllegalStateException(MISSING));
  }

  /** The command line of one of them. */
  Path program(String name) {
    return folder.resolve(name);
  }
}
