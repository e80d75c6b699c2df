package dev.waymark.cli.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.fixture.Said;
import org.junit.jupiter.api.Test;

/** As kubectl asks: every word behind {@code kubectl waymark}, the last one unfinished. */
class CompletionTest {

  private static String complete(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "__complete";
    System.arraycopy(words, 0, all, 1, words.length);
    return Said.by(all).out();
  }

  @Test
  void theCommandsWithoutTheHiddenOne() {
    assertThat(complete("")).isEqualTo("completion\nexplain\nplan\nroute\nstatus\nuninstall\n:4\n");
    assertThat(complete("st")).isEqualTo("status\n:4\n");
  }

  @Test
  void theOptionsOfACommand() {
    assertThat(complete("plan", "--no")).isEqualTo("--node\n--nodes\n:4\n");
  }

  @Test
  void theWordsThatAnOptionTakes() {
    assertThat(complete("status", "-o", "")).isEqualTo("text\nwide\njson\n:4\n");
    assertThat(complete("route", "n1", "--root", "s")).isEqualTo("stable\n:4\n");
  }

  @Test
  void aFileIsTheShellsToFind() {
    assertThat(complete("plan", "--nodes", "")).isEqualTo(":0\n");
  }

  @Test
  void whereNothingMayStandNothingIsOffered() {
    assertThat(complete("completion", "bash", "")).isEqualTo(":4\n");
    assertThat(complete("plan", "--from", "")).isEqualTo(":4\n");
  }

  @Test
  void theShellsHaveAScript() {
    assertThat(Said.by("completion", "bash").out()).startsWith("#!/usr/bin/env bash");
    assertThat(Said.by("completion", "zsh").out()).startsWith("autoload -U +X bashcompinit");
  }
}
