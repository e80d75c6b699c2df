package dev.waymark.compiler.slice;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.SliceKind;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.DesiredTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Walks a tree from its root, checking every slice against its name and its place. */
final class SliceTreeReader {
  private final SliceStore store;

  SliceTreeReader(SliceStore store) {
    this.store = store;
  }

  DesiredState read(Digest name) {
    Slice root = slice(name, SliceKind.Root);
    ByteReader in = root.payload();
    RefCursor refs = new RefCursor(root, in);
    List<DesiredTable> tables = new ArrayList<>();
    int size = in.number(254, "number of tables");
    for (int i = 0; i < size; i++) {
      tables.add(table(root, in, refs));
    }
    List<DesiredRule> rules = records(SliceKind.Rules, refs.take(), RuleCodec::read);
    List<Prefix> addresses = records(SliceKind.Addresses, refs.take(), PrefixCodec::prefix);
    List<DesiredTrial> trials =
        records(SliceKind.Trials, section(SliceKind.Trials, in, refs), TrialCodec::read);
    List<DesiredMirror> mirrors =
        records(SliceKind.Mirrors, section(SliceKind.Mirrors, in, refs), MirrorCodec::mirror);
    List<DesiredLiveness> liveness =
        records(SliceKind.Liveness, section(SliceKind.Liveness, in, refs), MirrorCodec::liveness);
    in.end();
    refs.end();
    return checked(
        root, () -> new DesiredState(tables, rules, addresses, trials, mirrors, liveness));
  }

  /** The refs of a kind that not every state has; sections stand in the order of their codes. */
  private static List<Digest> section(SliceKind kind, ByteReader in, RefCursor refs) {
    if (!in.skip(Slice.code(kind))) {
      return List.of();
    }
    List<Digest> names = refs.take();
    if (names.isEmpty()) {
      throw in.corrupt("an empty section");
    }
    return names;
  }

  private DesiredTable table(Slice root, ByteReader in, RefCursor refs) {
    DesiredTableBuilder table = DesiredTable.builder(in.get());
    for (Family family : Family.values()) {
      RoutesReader reader = new RoutesReader(family, table);
      for (Digest index : refs.take()) {
        for (Digest ref : slice(index, SliceKind.Index).refs()) {
          reader.read(slice(ref, SliceKind.Routes));
        }
      }
    }
    return checked(root, table::build);
  }

  private <T> List<T> records(SliceKind kind, List<Digest> names, Function<ByteReader, T> codec) {
    List<T> records = new ArrayList<>();
    for (Digest name : names) {
      Slice slice = slice(name, kind);
      ByteReader in = slice.payload();
      for (int left = slice.count(); left > 0; left--) {
        records.add(codec.apply(in));
      }
      in.end();
    }
    return records;
  }

  private Slice slice(Digest name, SliceKind kind) {
    byte[] bytes = store.get(name).orElseThrow(() -> new SliceException.Missing(name));
    Slice slice = Slice.parse(name, bytes);
    if (slice.kind() != kind) {
      throw new SliceException.Corrupt(
          name, "a " + slice.kind() + " slice stands where " + kind + " belongs");
    }
    return slice;
  }

  /** The model refuses what is not canonical; here that means the slices lie. */
  private static <T> T checked(Slice root, Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      throw new SliceException.Corrupt(
          root.name(), "it describes an impossible state: " + e.getMessage(), e);
    }
  }

  /** Hands out the root's refs in runs, as the payload counts them. */
  private static final class RefCursor {
    private final Slice root;
    private final ByteReader counts;
    private int next;

    RefCursor(Slice root, ByteReader counts) {
      this.root = root;
      this.counts = counts;
    }

    List<Digest> take() {
      int size = counts.number(root.refs().size() - next, "number of refs");
      next += size;
      return root.refs().subList(next - size, next);
    }

    void end() {
      if (next != root.refs().size()) {
        throw counts.corrupt((root.refs().size() - next) + " refs too many");
      }
    }
  }
}
