package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A generation's record: number, digest and image, guarded by a checksum. It is the last thing that
 * is written before a generation is published.
 *
 * @param digest 32 bytes, of the desired state
 */
// The digest is compared by content where it is compared.
@SuppressWarnings("ArrayRecordComponent")
public record GenerationRecord(long number, byte[] digest, Image image) {

  public GenerationRecord {
    if (digest.length != GenerationLayout.DIGEST_BYTES) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + digest.length);
    }
  }

  /** What a slot holds. */
  public sealed interface Found {
    record Valid(GenerationRecord record) implements Found {}

    /** {@code why} names what is wrong, in a sentence. */
    record Invalid(String why) implements Found {}
  }

  /** Writes the record into a slot that no program run can see. */
  public void write(Memory memory, int slot) {
    ByteBuffer out = ByteBuffer.allocate(GenerationLayout.BYTES).order(ByteOrder.nativeOrder());
    out.putLong(GenerationLayout.NUMBER, number);
    out.put(GenerationLayout.DIGEST, digest);
    out.putInt(GenerationLayout.ABI, StoreLayout.ABI_VERSION);
    out.putInt(GenerationLayout.MARK_MASK, image.markMask());
    out.putInt(GenerationLayout.FLAGS, image.flags());
    array(out, GenerationLayout.ROUTES, image.routes());
    array(out, GenerationLayout.GROUPS, image.groups());
    array(out, GenerationLayout.NEXT_HOPS, image.nextHops());
    for (Family family : Family.values()) {
      int at = Integer.BYTES * family.index();
      out.putInt(GenerationLayout.CLASSIFIER + at, image.classifier(family));
      out.putInt(GenerationLayout.TO_NODE + at, image.toNode(family));
    }
    out.putInt(GenerationLayout.INTERFACES, image.interfaces());
    out.position(GenerationLayout.TABLES_AT).asIntBuffer().put(image.lpm());
    out.putInt(GenerationLayout.CHECKSUM, checksum(out.array()));
    memory.write(StoreLayout.slot(slot), out.array(), 0, out.capacity());
  }

  private static void array(ByteBuffer out, int at, PageArray array) {
    out.putInt(at + ArrayLayout.PAGES, array.table());
    out.putInt(at + ArrayLayout.COUNT, array.count());
  }

  /** Reads a slot's record and judges it. */
  public static Found read(Memory memory, int slot) {
    byte[] bytes = new byte[GenerationLayout.BYTES];
    memory.read(StoreLayout.slot(slot), bytes, 0, bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int abi = in.getInt(GenerationLayout.ABI);
    if (abi != StoreLayout.ABI_VERSION) {
      return new Found.Invalid(
          "generation in slot %d has ABI %d, this program %d"
              .formatted(slot, abi, StoreLayout.ABI_VERSION));
    }
    int expected = in.getInt(GenerationLayout.CHECKSUM);
    in.putInt(GenerationLayout.CHECKSUM, 0);
    int found = checksum(bytes);
    if (found != expected) {
      return new Found.Invalid(
          "generation in slot %d has checksum %08x, its content %08x"
              .formatted(slot, expected, found));
    }
    byte[] digest = new byte[GenerationLayout.DIGEST_BYTES];
    in.get(GenerationLayout.DIGEST, digest);
    try {
      Image image = Image.read(memory, StoreLayout.slot(slot));
      return new Found.Valid(
          new GenerationRecord(in.getLong(GenerationLayout.NUMBER), digest, image));
    } catch (IllegalStateException | IndexOutOfBoundsException broken) {
      return new Found.Invalid(
          "generation in slot %d cannot be read: %s".formatted(slot, broken.getMessage()));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
