package dev.waymark.e2e.plugin;

import dev.waymark.cli.command.KubectlWaymark;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plugin where kubectl finds it, run by kubectl as its users do. */
final class InstalledPlugin {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** As it is installed, without anybody's logging beside it. */
  private static final String SILENT = "org.slf4j.helpers.NOP_FallbackServiceProvider";

  private final Path folder;
  private final Kubectl kubectl;

  private InstalledPlugin(Path folder, Kubectl kubectl) {
    this.folder = folder;
    this.kubectl = kubectl;
  }

  /** Leaves the two programs in the folder; they run what this test runs. */
  static InstalledPlugin in(Path folder, Kubectl kubectl) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    program(
        folder.resolve("kubectl-waymark"),
        "exec '%s' -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=WARN -Dslf4j.provider=%s -cp '%s' dev.waymark.cli.CliMain \"$@\""
            .formatted(java, SILENT, System.getProperty("java.class.path")));
    program(folder.resolve("kubectl_complete-waymark"), "exec kubectl-waymark __complete \"$@\"");
    return new InstalledPlugin(folder, kubectl);
  }

  private static void program(Path file, String line) {
    try {
      Files.writeString(file, "#!/bin/sh\n" + line + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kubectl waymark} with these words. */
  Output waymark(String... words) {
    return run("waymark", words);
  }

  /** The same without kubectl and without a process of its own: quicker, where that will do. */
  Output directly(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(1, "--kubeconfig=" + kubectl.kubeconfig());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        KubectlWaymark.execute(
            new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Output(Command.of(all), exit, out.toString(), err.toString());
  }

  /** What kubectl offers for an unfinished {@code kubectl waymark}. */
  Output complete(String... words) {
    List<String> all = new ArrayList<>(List.of("waymark"));
    all.addAll(List.of(words));
    return run("__complete", all.toArray(String[]::new));
  }

  private Output run(String first, String... words) {
    List<String> line = new ArrayList<>();
    line.add(kubectl.command().words().getFirst());
    line.add(first);
    line.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("KUBECONFIG", kubectl.kubeconfig().toString());
    return Command.of(line).with(environment).run(LIMIT);
  }
}
