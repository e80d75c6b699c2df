package dev.waymark.libbpf.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test that leaves more BPF objects, namespaces, event descriptors or sockets open than it
 * found. Registered on the class, it looks before the test's own set-up and after its tear-down.
 */
public final class FdLeakExtension implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace STORE = Namespace.create(FdLeakExtension.class);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(STORE).put(context.getUniqueId(), open());
  }

  @Override
  @SuppressWarnings("unchecked") // what beforeEach has put there
  public void afterEach(ExtensionContext context) {
    Map<String, Integer> before =
        Objects.requireNonNull(
            (Map<String, Integer>) context.getStore(STORE).remove(context.getUniqueId()));
    Map<String, Integer> left = open();
    before.forEach((kind, count) -> left.merge(kind, -count, Integer::sum));
    left.values().removeIf(count -> count <= 0);
    if (!left.isEmpty()) {
      throw new AssertionError("left open by this test: " + left);
    }
  }

  private static Map<String, Integer> open() {
    Map<String, Integer> kinds = new TreeMap<>();
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      descriptors.forEach(each -> count(each, kinds));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return kinds;
  }

  private static void count(Path descriptor, Map<String, Integer> kinds) {
    String target;
    try {
      target = Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return;
    }
    String kind = target.replaceAll(":\\[\\d+]$", "");
    if (target.startsWith("anon_inode:bpf")
        || target.startsWith("anon_inode:[eventfd]")
        || kind.equals("net")
        || kind.equals("socket")) {
      kinds.merge(kind, 1, Integer::sum);
    }
  }
}
