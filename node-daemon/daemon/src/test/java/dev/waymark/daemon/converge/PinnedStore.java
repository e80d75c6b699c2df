package dev.waymark.daemon.converge;

import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.link.TcxLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a node has pinned, read and changed behind its daemon's back. */
final class PinnedStore {

  private PinnedStore() {}

  /** The kernel's number of the pinned store. */
  static int id(RunningNode node) {
    try (BpfMap store = open(node)) {
      return store.id();
    }
  }

  static int abi(RunningNode node) {
    try (BpfMap store = open(node);
        MappedRegion memory = store.map()) {
      return memory.getInt(StoreLayout.ABI);
    }
  }

  /** Makes the store look like that of another version; programs do not look at it. */
  static void abi(RunningNode node, int version) {
    try (BpfMap store = open(node);
        MappedRegion memory = store.map()) {
      memory.setInt(StoreLayout.ABI, version);
    }
  }

  /** The program of each pinned link, by interface. */
  static Map<String, Integer> linkedPrograms(RunningNode node) {
    Map<String, Integer> programs = new TreeMap<>();
    for (Path pin : links(node)) {
      try (TcxLink link = TcxLink.openPinned(pin)) {
        programs.put(pin.getFileName().toString(), link.info().programId());
      }
    }
    return programs;
  }

  /** The program that every link is to hold. */
  static int program(RunningNode node) {
    try (BpfProgram program = BpfProgram.openPinned(pin(node).resolve("program"))) {
      return program.id();
    }
  }

  static Path pin(RunningNode node) {
    return node.settings.directories().pin();
  }

  private static BpfMap open(RunningNode node) {
    return BpfMap.openPinned(pin(node).resolve("store"));
  }

  private static List<Path> links(RunningNode node) {
    try (Stream<Path> links = Files.list(pin(node).resolve("links"))) {
      return links.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
