package dev.waymark.compiler.slice;

import dev.waymark.api.net.Family;
import dev.waymark.api.node.v1alpha1.SliceKind;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A desired state as slices. The root's name stands for the whole: equal states have equal roots,
 * and whoever has the root and a store of slices has the state.
 */
public final class SliceTree implements SliceStore {
  private final Map<Digest, Slice> slices = new LinkedHashMap<>();
  private Digest root;

  private SliceTree(DesiredState state) {
    List<Digest> refs = new ArrayList<>();
    ByteWriter payload = new ByteWriter(64);
    payload.varint(state.tables().size());
    for (DesiredTable table : state.tables()) {
      payload.put(table.id());
      for (Family family : Family.values()) {
        List<Digest> routes = RoutesWriter.write(table.ways(), table.routes(family), this::put);
        List<Digest> indexes = RecordSlices.index(routes, this::put);
        payload.varint(indexes.size());
        refs.addAll(indexes);
      }
    }
    List<Digest> rules =
        RecordSlices.write(SliceKind.Rules, state.rules(), RuleCodec::write, this::put);
    payload.varint(rules.size());
    refs.addAll(rules);
    List<Digest> addresses =
        RecordSlices.write(
            SliceKind.Addresses, state.protectedPrefixes(), PrefixCodec::write, this::put);
    payload.varint(addresses.size());
    refs.addAll(addresses);
    section(
        SliceKind.Trials,
        RecordSlices.write(SliceKind.Trials, state.trials(), TrialCodec::write, this::put),
        payload,
        refs);
    section(
        SliceKind.Mirrors,
        RecordSlices.write(SliceKind.Mirrors, state.mirrors(), MirrorCodec::write, this::put),
        payload,
        refs);
    section(
        SliceKind.Liveness,
        RecordSlices.write(SliceKind.Liveness, state.liveness(), MirrorCodec::write, this::put),
        payload,
        refs);
    Slice slice = Slice.of(SliceKind.Root, refs.size(), refs, payload);
    put(slice);
    root = slice.name();
  }

  /** What only some states have stands behind what all have, and only there: by its kind. */
  private static void section(
      SliceKind kind, List<Digest> names, ByteWriter payload, List<Digest> refs) {
    if (!names.isEmpty()) {
      payload.put(Slice.code(kind));
      payload.varint(names.size());
      refs.addAll(names);
    }
  }

  /** The slices of a state. */
  public static SliceTree of(DesiredState state) {
    return new SliceTree(state);
  }

  /** The name of the root: the digest of the whole state. */
  public Digest root() {
    return root;
  }

  /**
   * Every slice once, each after those that it names, the root last: written in this order, a root
   * is never without its tree.
   */
  public Collection<Slice> slices() {
    return Collections.unmodifiableCollection(slices.values());
  }

  @Override
  public Optional<byte[]> get(Digest name) {
    return Optional.ofNullable(slices.get(name)).map(Slice::bytes);
  }

  private void put(Slice slice) {
    slices.putIfAbsent(slice.name(), slice);
  }

  /**
   * Reads a state back.
   *
   * @throws SliceException.Missing if the store lacks a slice
   * @throws SliceException.Corrupt if a slice is not what its name says or does not fit where it
   *     stands
   */
  public static DesiredState read(Digest root, SliceStore store) {
    return new SliceTreeReader(store).read(root);
  }
}
