package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.memory.StoreFullException;
import dev.waymark.dataplane.store.Image;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where images are built aside, or found not to fit. What is built and not published is taken back
 * without a trace.
 */
final class Workshop {
  private final Allocator allocator;
  private final BlockLedger ledger;
  private ImageWriter writer;

  /** What came of writing: an image, or the bytes that a store would need. */
  sealed interface Written {
    record Fits(Image image) implements Written {}

    record TooSmall(long neededBytes) implements Written {}
  }

  Workshop(Memory memory, Allocator allocator, BlockLedger ledger) {
    this.allocator = allocator;
    this.ledger = ledger;
    this.writer = new ImageWriter(new Blocks(memory, ledger));
  }

  /** Builds the image of a content; see {@link ImageWriter#write}. */
  Written write(Content content, Image old, Content.@Nullable Mark since) {
    ledger.reclaim(false);
    Written written = writeOnce(content, old, since);
    if (written instanceof Written.TooSmall) {
      // What was replaced lately may still wait for its grace period.
      ledger.reclaim(true);
      written = writeOnce(content, old, since);
    }
    return written;
  }

  private Written writeOnce(Content content, Image old, Content.@Nullable Mark since) {
    long needed;
    try {
      Image image = writer.write(content, old, since);
      if (!allocator.overflowed()) {
        return new Written.Fits(image);
      }
      needed = allocator.end();
    } catch (StoreFullException full) {
      needed = Long.MAX_VALUE;
    } catch (RuntimeException bug) {
      takeBack();
      throw bug;
    }
    takeBack();
    return new Written.TooSmall(needed);
  }

  /** The first difference between a content and an image, if there is one. Leaves no trace. */
  Optional<String> difference(Content content, Image image) {
    try {
      return writer.difference(content, image);
    } finally {
      takeBack();
    }
  }

  /** Like {@link #difference}, of the settings alone. */
  Optional<String> settingsDifference(Content content, Image image) {
    try {
      return writer.settingsDifference(content.settings(), image);
    } finally {
      takeBack();
    }
  }

  /** Gives back every block that was written and not published. */
  void takeBack() {
    ledger.abandon();
    allocator.forgetOverflow();
  }

  /** Goes on in a larger memory with the same content. */
  void moveTo(Memory larger, int end) {
    allocator.extend(end);
    writer = new ImageWriter(new Blocks(larger, ledger));
  }
}
