package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.RuleField;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.lpm.TrieBuilder;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Puts one family's rules into shared memory, whole: rules change rarely, and as a list.
 *
 * <pre>
 *   one block:  wm_classifier | wm_rule[count] | bitmaps of each field that is asked about
 *   beside it:  the tries of the fields that have one
 * </pre>
 */
public final class ClassifierWriter {
  private static final long[] NOT_ASKED = {};

  private final Blocks blocks;

  public ClassifierWriter(Blocks blocks) {
    this.blocks = blocks;
  }

  /**
   * Writes a classifier.
   *
   * @param interfaceClasses classes of the interface field, shared by all classifiers
   * @return its offset, 0 if there are no rules
   */
  public int write(Family family, List<Rule> rules, InterfaceClasses interfaceClasses) {
    if (rules.isEmpty()) {
      return 0;
    }
    Form form = new Form(family, rules, field -> LpmLayout.LEAF);
    form.addAll(interfaceClasses);
    int offset = blocks.allocate(form.bytes());
    blocks.write(offset, form.encode(offset));
    return offset;
  }

  /** Whether the classifier at an offset holds exactly these rules. Writes nothing to keep. */
  public boolean isSame(
      Family family, List<Rule> rules, InterfaceClasses interfaceClasses, int offset) {
    if (rules.isEmpty() || offset == 0) {
      return rules.isEmpty() && offset == 0;
    }
    Memory memory = blocks.memory();
    Form form =
        new Form(
            family,
            rules,
            field -> memory.getInt(offset + ClassifierLayout.trie(field) + LpmLayout.ROOT));
    form.addAll(interfaceClasses);
    if (memory.getInt(offset + ClassifierLayout.BLOCK_BYTES) != form.bytes()) {
      return false;
    }
    byte[] stored = new byte[form.bytes()];
    memory.read(offset, stored, 0, stored.length);
    return Arrays.equals(form.encode(offset), stored);
  }

  /** A classifier that does not know yet where it will lie. */
  private final class Form {
    private final boolean wide;
    private final List<Rule> rules;
    private final ToIntFunction<RuleField> oldRoots;
    private final ByteBuffer head =
        ByteBuffer.allocate(ClassifierLayout.BYTES).order(ByteOrder.nativeOrder());

    /** By field; empty: not asked about. */
    private final long[][] bitmaps = new long[ClassifierLayout.FIELD_COUNT][];

    Form(Family family, List<Rule> rules, ToIntFunction<RuleField> oldRoots) {
      this.wide = family == Family.V6;
      this.rules = rules;
      this.oldRoots = oldRoots;
      Arrays.fill(bitmaps, NOT_ASKED);
      head.putInt(ClassifierLayout.COUNT, rules.size());
      head.putInt(ClassifierLayout.WORDS, RuleBitmaps.wordsFor(rules.size()));
    }

    void addAll(InterfaceClasses interfaceClasses) {
      prefixes(RuleField.FROM, Match::from, wide);
      prefixes(RuleField.TO, Match::to, wide);
      prefixes(RuleField.SOURCE_PORT, m -> Ranges.ports(m.transport().sourcePorts()), false);
      prefixes(
          RuleField.DESTINATION_PORT, m -> Ranges.ports(m.transport().destinationPorts()), false);
      prefixes(RuleField.ICMP, m -> Ranges.icmp(m.transport().icmp()), false);
      marks();
      bitmaps[RuleField.INTERFACE.code()] = interfaceClasses.bitmaps(rules);
      values(
          RuleField.DSCP, Match::dscp, ClassifierLayout.DSCP_CLASS, ClassifierLayout.DSCP_VALUES);
      values(
          RuleField.PROTOCOL,
          m -> m.transport().protocols(),
          ClassifierLayout.PROTOCOL_CLASS,
          ClassifierLayout.PROTOCOL_VALUES);
    }

    private void marks() {
      List<Integer> masks = MarkMasks.of(rules);
      for (int i = 0; i < masks.size(); i++) {
        int mask = masks.get(i);
        head.putInt(ClassifierLayout.MASKS + Integer.BYTES * i, mask);
        prefixes(
            RuleField.of(RuleField.MARK_0.code() + i), m -> MarkMasks.prefixes(m, mask), false);
      }
    }

    private void prefixes(
        RuleField field, Function<Match, List<Match.Prefix>> asks, boolean wideKeys) {
      if (FieldClasses.asked(rules, asks)) {
        FieldClasses.OfPrefixes classes = FieldClasses.ofPrefixes(rules, asks, wideKeys);
        Rib rib = classes.classes();
        int root = new TrieBuilder(blocks).rebuild(rib, oldRoots.applyAsInt(field));
        head.putInt(ClassifierLayout.trie(field) + LpmLayout.ROOT, root);
        head.putInt(ClassifierLayout.trie(field) + LpmLayout.OTHERWISE, rib.get(0, 0, 0));
        bitmaps[field.code()] = classes.bitmaps().toArray();
      }
    }

    private void values(
        RuleField field, Function<Match, Collection<Integer>> asks, int at, int count) {
      if (FieldClasses.asked(rules, asks)) {
        RuleBitmaps classes = new RuleBitmaps(rules.size());
        for (int value = 0; value < count; value++) {
          long[] satisfied = FieldClasses.satisfied(rules, asks, value, classes);
          head.put(at + value, (byte) classes.classOf(satisfied));
        }
        bitmaps[field.code()] = classes.toArray();
      }
    }

    int bytes() {
      int bytes = ClassifierLayout.BYTES + rules.size() * RuleLayout.BYTES;
      for (long[] field : bitmaps) {
        bytes += field.length * Long.BYTES;
      }
      return bytes;
    }

    byte[] encode(int offset) {
      byte[] bytes = new byte[bytes()];
      ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      out.put(0, head, 0, ClassifierLayout.BYTES);
      out.putInt(ClassifierLayout.BLOCK_BYTES, bytes.length);
      out.putInt(ClassifierLayout.RULES, offset + ClassifierLayout.BYTES);
      int at = ClassifierLayout.BYTES;
      for (Rule rule : rules) {
        RuleRecord.encode(rule, out.slice(at, RuleLayout.BYTES).order(ByteOrder.nativeOrder()));
        at += RuleLayout.BYTES;
      }
      for (RuleField field : RuleField.values()) {
        long[] ofField = bitmaps[field.code()];
        if (ofField.length > 0) {
          out.putInt(ClassifierLayout.bitmaps(field), offset + at);
          out.position(at).asLongBuffer().put(ofField);
          at += ofField.length * Long.BYTES;
        }
      }
      return bytes;
    }
  }
}
