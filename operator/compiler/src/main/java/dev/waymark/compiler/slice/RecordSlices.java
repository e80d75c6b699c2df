package dev.waymark.compiler.slice;

import dev.waymark.api.node.v1alpha1.SliceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Lists of records of any size (rules, prefixes, names of slices) as slices that the content cuts.
 */
final class RecordSlices {
  private RecordSlices() {}

  static <T> List<Digest> write(
      SliceKind kind, List<T> records, BiConsumer<ByteWriter, T> codec, Consumer<Slice> sink) {
    List<Digest> names = new ArrayList<>();
    ByteWriter payload = new ByteWriter(4 << 10);
    int count = 0;
    for (T record : records) {
      ByteWriter one = new ByteWriter(64);
      codec.accept(one, record);
      byte[] bytes = one.toBytes();
      if (count > 0 && SliceCutter.before(bytes.length, payload.size())) {
        names.add(emit(kind, count, payload, sink));
        count = 0;
      }
      payload.raw(bytes);
      count++;
      if (SliceCutter.RECORDS.after(SliceCutter.hash(bytes), payload.size())) {
        names.add(emit(kind, count, payload, sink));
        count = 0;
      }
    }
    if (count > 0) {
      names.add(emit(kind, count, payload, sink));
    }
    return names;
  }

  private static Digest emit(SliceKind kind, int count, ByteWriter payload, Consumer<Slice> sink) {
    Slice slice = Slice.of(kind, count, List.of(), payload);
    payload.clear();
    sink.accept(slice);
    return slice.name();
  }

  /** One or more indexes over the slices of a table and family. */
  static List<Digest> index(List<Digest> slices, Consumer<Slice> sink) {
    List<Digest> names = new ArrayList<>();
    List<Digest> refs = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      refs.add(slices.get(i));
      boolean cut =
          SliceCutter.REFS.after(
              SliceCutter.hash(slices.get(i).bytes()), Digest.SIZE * refs.size());
      if (cut || refs.size() == Slice.REFS_MAX || i + 1 == slices.size()) {
        Slice index = Slice.of(SliceKind.Index, refs.size(), refs, new ByteWriter(0));
        refs.clear();
        sink.accept(index);
        names.add(index.name());
      }
    }
    return names;
  }
}
