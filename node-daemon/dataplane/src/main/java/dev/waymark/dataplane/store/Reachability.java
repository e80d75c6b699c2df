package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.OutputsLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.RuleField;
import dev.waymark.dataplane.lpm.TrieReader;
import dev.waymark.dataplane.memory.Memory;

/**
 * Walks everything that a generation reaches: the one list of which blocks there are.
 *
 * <p>After a restart this is what fills the allocator's books; in {@link StoreCheck} it is what
 * they are compared with. Each block is shown once.
 */
public final class Reachability {
  private final Memory memory;
  private final Visitor visitor;

  /** Sees each block. */
  public interface Visitor {
    /**
     * A block.
     *
     * @param what for messages, such as {@code page of routes}
     */
    void block(int offset, int bytes, String what);
  }

  /** Shows every block of a generation. */
  public static void walk(Memory memory, Image image, Visitor visitor) {
    Reachability walk = new Reachability(memory, visitor);
    for (int i = 0; i < 2 * GenerationLayout.TABLES; i++) {
      walk.trie(image.lpm()[2 * i], "trie");
    }
    walk.array(image.routes(), RouteLayout.BYTES, "page of routes");
    walk.array(image.groups(), GroupLayout.BYTES, "page of groups");
    walk.array(image.nextHops(), NextHopLayout.BYTES, "page of next hops");
    for (int index = 1; index < image.groups().count(); index++) {
      if (image.buckets()[index] != 0) {
        int group = image.groups().at(index, GroupLayout.BYTES);
        visitor.block(image.buckets()[index], bytesOfGroup(memory, group), "buckets or outputs");
      }
    }
    for (int classifier : image.classifiers()) {
      walk.classifier(classifier);
    }
    if (image.interfaces() != 0) {
      visitor.block(image.interfaces(), InterfacesLayout.BYTES, "interfaces");
    }
  }

  /**
   * Size of the block that a group's record names.
   *
   * @param group offset of the record of one that has a block
   */
  public static int bytesOfGroup(Memory memory, int group) {
    int bits = memory.getInt(group + GroupLayout.BUCKET_BITS);
    if (bits != GroupLayout.GROUP_EACH) {
      return Integer.BYTES << Math.min(bits, GroupLayout.GROUP_BITS_MAX);
    }
    int block = memory.getInt(group + GroupLayout.TARGET);
    int count = memory.getInt(block + OutputsLayout.COUNT);
    return OutputsLayout.bytes(Math.clamp(count, 0, OutputsLayout.OUTPUTS_MAX));
  }

  private void classifier(int classifier) {
    if (classifier == 0) {
      return;
    }
    visitor.block(
        classifier, memory.getInt(classifier + ClassifierLayout.BLOCK_BYTES), "classifier");
    for (RuleField field : RuleField.values()) {
      if (field.code() < ClassifierLayout.FIELD_TRIES) {
        int root = memory.getInt(classifier + ClassifierLayout.trie(field) + LpmLayout.ROOT);
        trie(root, "trie of the rules' " + field);
      }
    }
  }

  private void trie(int root, String what) {
    if (LpmLayout.tag(root) != LpmLayout.LEAF) {
      TrieReader.forEachBlock(
          memory, root, (ref, offset, bytes) -> visitor.block(offset, bytes, what));
    }
  }

  private void array(PageArray array, int recordBytes, String what) {
    if (array.table() != 0) {
      visitor.block(array.table(), array.pages().length * Integer.BYTES, "table of pages");
    }
    for (int page : array.pages()) {
      visitor.block(page, ArrayLayout.PAGE * recordBytes, what);
    }
  }

  /** Shows every block of a classifier; none for offset 0. */
  public static void walkClassifier(Memory memory, int classifier, Visitor visitor) {
    new Reachability(memory, visitor).classifier(classifier);
  }

  private Reachability(Memory memory, Visitor visitor) {
    this.memory = memory;
    this.visitor = visitor;
  }
}
