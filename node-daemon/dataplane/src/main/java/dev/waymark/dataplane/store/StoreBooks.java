package dev.waymark.dataplane.store;

import dev.waymark.dataplane.classifier.InterfaceClasses;
import dev.waymark.dataplane.classifier.InterfacesWriter;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.IntList;
import dev.waymark.dataplane.memory.Memory;
import java.util.List;

/**
 * What is where in a store: its active and stable generations, and who needs which block. Made new,
 * or from what the store holds; making it twice from the same store gives the same.
 *
 * @param onlyActive blocks that the stable generation does not reach
 * @param onlyStable blocks that the active one does not reach
 * @param lastNumber the largest number of any generation
 */
public record StoreBooks(
    Allocator allocator,
    GenerationRecord active,
    GenerationRecord stable,
    IntList onlyActive,
    IntList onlyStable,
    long lastNumber) {

  /** What became of a store that was there. */
  public sealed interface Opened {
    record Adopted(StoreBooks books) implements Opened {}

    /** {@code reason} says what is wrong with it, in a sentence. */
    record Refused(String reason) implements Opened {}
  }

  /** Makes a zeroed range of memory a store with the empty generation, number 0. */
  public static StoreBooks create(Memory memory) {
    memory.setInt(StoreLayout.MAGIC, StoreLayout.STORE_MAGIC);
    memory.setInt(StoreLayout.ABI, StoreLayout.ABI_VERSION);
    memory.setLong(StoreLayout.SIZE, memory.size());
    Allocator allocator = allocator(memory);
    int interfaces = allocator.allocate(InterfacesLayout.BYTES);
    byte[] none = InterfacesWriter.encode(List.of(), InterfaceClasses.of(List.of()));
    memory.write(interfaces, none, 0, none.length);
    GenerationRecord empty =
        new GenerationRecord(0, new byte[GenerationLayout.DIGEST_BYTES], Image.empty(interfaces));
    empty.write(memory, 0);
    long control = ControlWord.INITIAL.encode();
    if (!memory.compareAndSetLong(StoreLayout.CONTROL, 0, control) && control != 0) {
      throw new IllegalStateException("the memory of a new store is not zero");
    }
    return new StoreBooks(allocator, empty, empty, new IntList(), new IntList(), 0);
  }

  /** Judges a store by its header and its two generations, and finds every block they reach. */
  public static Opened open(Memory memory) {
    int magic = memory.getInt(StoreLayout.MAGIC);
    if (magic != StoreLayout.STORE_MAGIC) {
      return new Opened.Refused("the pinned map is no store: its magic is %08x".formatted(magic));
    }
    int abi = memory.getInt(StoreLayout.ABI);
    if (abi != StoreLayout.ABI_VERSION) {
      return new Opened.Refused(
          "the pinned store has ABI %d, this program %d".formatted(abi, StoreLayout.ABI_VERSION));
    }
    long size = memory.getLong(StoreLayout.SIZE);
    if (size != memory.size()) {
      return new Opened.Refused(
          "the pinned store says it has %d bytes, but has %d".formatted(size, memory.size()));
    }
    try {
      ControlWord control = ControlWord.decode(memory.getLongAcquire(StoreLayout.CONTROL));
      return adopt(memory, control);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException broken) {
      return new Opened.Refused("the pinned store is damaged: " + broken.getMessage());
    }
  }

  private static Opened adopt(Memory memory, ControlWord control) {
    GenerationRecord.Found active = GenerationRecord.read(memory, control.active());
    if (active instanceof GenerationRecord.Found.Invalid invalid) {
      return new Opened.Refused("the active " + invalid.why());
    }
    GenerationRecord.Found stable = GenerationRecord.read(memory, control.stable());
    if (stable instanceof GenerationRecord.Found.Invalid invalid) {
      return new Opened.Refused("the stable " + invalid.why());
    }
    GenerationRecord activeRecord = ((GenerationRecord.Found.Valid) active).record();
    GenerationRecord stableRecord = ((GenerationRecord.Found.Valid) stable).record();
    Allocator allocator = allocator(memory);
    IntList onlyActive = new IntList();
    IntList onlyStable = new IntList();
    Reachability.walk(
        memory, stableRecord.image(), (offset, bytes, what) -> allocator.mark(offset, bytes));
    if (control.phase() == Phase.PROBATION) {
      Allocator ofActive = allocator(memory);
      Reachability.walk(
          memory,
          activeRecord.image(),
          (offset, bytes, what) -> {
            ofActive.mark(offset, bytes);
            if (allocator.mark(offset, bytes)) {
              onlyActive.add(offset);
            }
          });
      Reachability.walk(
          memory,
          stableRecord.image(),
          (offset, bytes, what) -> {
            if (!ofActive.isUsed(offset)) {
              onlyStable.add(offset);
            }
          });
    }
    long last = Math.max(activeRecord.number(), stableRecord.number());
    for (int slot = 0; slot < StoreLayout.SLOTS; slot++) {
      if (GenerationRecord.read(memory, slot) instanceof GenerationRecord.Found.Valid other) {
        last = Math.max(last, other.record().number());
      }
    }
    return new Opened.Adopted(
        new StoreBooks(allocator, activeRecord, stableRecord, onlyActive, onlyStable, last));
  }

  /** An allocator of all that lies behind the records. */
  private static Allocator allocator(Memory memory) {
    return new Allocator(StoreLayout.HEAP, Math.toIntExact(memory.size()));
  }
}
