package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody changes of ours is found by its event, or where the kernel has none by the very
 * next look: the one a second of {@code LooksAreNeverPutOffTest}. So looks are counted, not time.
 */
@NeedsBpf
class WhatIsTamperedWithIsFoundTest {

  @TempDir Path folder = Path.of("");

  /** Counts looks. */
  private static final class Looks implements StepListener {
    private final List<Boolean> amiss = new CopyOnWriteArrayList<>();

    @Override
    public void before(CommitStep step, Digest root) {}

    @Override
    public void looked(boolean something) {
      amiss.add(something);
    }

    /**
     * How many looks since there were so many found nothing before one did: at most one, which was
     * under way already. None did if another event made the loop look at everything first.
     */
    int inVain(int count) {
      return Math.max(0, since(count).indexOf(true));
    }

    /** The looks since there were so many. */
    List<Boolean> since(int count) {
      List<Boolean> now = new ArrayList<>(amiss);
      return now.subList(count, now.size());
    }
  }

  @Test
  void aDetachedProgramByTheNextLook() {
    Looks looks = new Looks();
    try (RunningNode node = proven("detached", looks)) {
      int before = looks.amiss.size();
      Path pin = node.settings.directories().pin().resolve("links").resolve("lan0");
      try (TcxLink link = TcxLink.openPinned(pin)) {
        link.detach();
      }
      node.await("said", report -> report.problems().toString().contains("detached from lan0"));

      assertThat(looks.inVain(before)).isLessThanOrEqualTo(1);
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void aRemovedPinByTheNextLook() throws Exception {
    Looks looks = new Looks();
    try (RunningNode node = proven("unpinned", looks)) {
      int before = looks.amiss.size();
      Path store = node.settings.directories().pin().resolve("store");
      Files.delete(store);
      node.await("said", report -> report.problems().toString().contains("store was removed"));

      assertThat(looks.inVain(before)).isLessThanOrEqualTo(1);
      assertThat(store).exists();
    }
  }

  @Test
  void aDeletedRuleByItsEventBeforeAnyLookFindsAnything() {
    Looks looks = new Looks();
    try (RunningNode node = proven("unruled", looks)) {
      int before = looks.amiss.size();
      String rule =
          node.router
              .ip("rule show")
              .lines()
              .filter(line -> line.contains("proto 203") && line.contains("fwmark"))
              .findFirst()
              .orElseThrow();
      node.router.ip("rule delete pref " + rule.split(":", 2)[0]);
      node.await("said", report -> report.problems().toString().contains("the IPv4 rule"));

      assertThat(looks.since(before)).doesNotContain(true);
      assertThat(node.leftovers()).contains(rule.split(":", 2)[0] + ":");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  private RunningNode proven(String name, StepListener listener) {
    RunningNode node = RunningNode.create(name, "Kernel", folder);
    try {
      node.start(listener);
      node.awaitProven(node.commitRoutes("10.50.0.0/24"));
      return node;
    } catch (RuntimeException | AssertionError e) {
      node.close();
      throw e;
    }
  }
}
