package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.lpm.TrieBuilder;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Puts one family's rules into shared memory, whole: rules change rarely, and as a list.
 *
 * <pre>
 *   one block:  wm_classifier | wm_rule[count] | bitmaps of each field that is asked about
 *   beside it:  the tries of the two prefix fields
 * </pre>
 */
public final class ClassifierWriter {
  private final Blocks blocks;

  public ClassifierWriter(Blocks blocks) {
    this.blocks = blocks;
  }

  /**
   * Writes a classifier.
   *
   * @param interfaceClasses classes of the interface field, shared by both families
   * @return its offset, 0 if there are no rules
   */
  public int write(Family family, List<Rule> rules, InterfaceClasses interfaceClasses) {
    if (rules.isEmpty()) {
      return 0;
    }
    Form form = form(family, rules, interfaceClasses, LpmLayout.LEAF, LpmLayout.LEAF);
    int offset = blocks.allocate(form.bytes());
    blocks.write(offset, encode(form, rules, offset));
    return offset;
  }

  /** Whether the classifier at an offset holds exactly these rules. Writes nothing to keep. */
  public boolean isSame(
      Family family, List<Rule> rules, InterfaceClasses interfaceClasses, int offset) {
    if (rules.isEmpty() || offset == 0) {
      return rules.isEmpty() && offset == 0;
    }
    Memory memory = blocks.memory();
    int from = memory.getInt(offset + ClassifierLayout.FROM + LpmLayout.ROOT);
    int to = memory.getInt(offset + ClassifierLayout.TO + LpmLayout.ROOT);
    Form form = form(family, rules, interfaceClasses, from, to);
    if (memory.getInt(offset + ClassifierLayout.BLOCK_BYTES) != form.bytes()) {
      return false;
    }
    byte[] stored = new byte[form.bytes()];
    memory.read(offset, stored, 0, stored.length);
    return Arrays.equals(encode(form, rules, offset), stored);
  }

  /** The head without its offsets, and the bitmaps of each field; empty: not asked about. */
  private record Form(ByteBuffer head, List<long[]> bitmaps, int bytes) {}

  private Form form(
      Family family, List<Rule> rules, InterfaceClasses interfaceClasses, int oldFrom, int oldTo) {
    ByteBuffer head = buffer(ClassifierLayout.BYTES);
    head.putInt(ClassifierLayout.COUNT, rules.size());
    head.putInt(ClassifierLayout.WORDS, RuleBitmaps.wordsFor(rules.size()));
    boolean wide = family == Family.V6;
    // In the order of RuleField.
    List<long[]> bitmaps =
        List.of(
            prefixes(head, ClassifierLayout.FROM, oldFrom, rules, Match::from, wide),
            prefixes(head, ClassifierLayout.TO, oldTo, rules, Match::to, wide),
            interfaceClasses.bitmaps(family),
            dscp(head, rules));
    int bytes = ClassifierLayout.BYTES + rules.size() * RuleLayout.BYTES;
    for (long[] field : bitmaps) {
      bytes += field.length * Long.BYTES;
    }
    return new Form(head, bitmaps, bytes);
  }

  private static byte[] encode(Form form, List<Rule> rules, int offset) {
    byte[] bytes = new byte[form.bytes()];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    out.put(0, form.head(), 0, ClassifierLayout.BYTES);
    out.putInt(ClassifierLayout.BLOCK_BYTES, form.bytes());
    out.putInt(ClassifierLayout.RULES, offset + ClassifierLayout.BYTES);
    int at = ClassifierLayout.BYTES;
    for (Rule rule : rules) {
      out.put(at + RuleLayout.ACTION, (byte) rule.action().code());
      out.putShort(at + RuleLayout.TABLE, (short) rule.table());
      out.putInt(at + RuleLayout.MARK, rule.mark());
      out.putInt(at + RuleLayout.COUNTER, rule.counter());
      at += RuleLayout.BYTES;
    }
    int field = 0;
    for (long[] bitmaps : form.bitmaps()) {
      if (bitmaps.length > 0) {
        out.putInt(ClassifierLayout.BITMAPS + Integer.BYTES * field, offset + at);
        out.position(at).asLongBuffer().put(bitmaps);
        at += bitmaps.length * Long.BYTES;
      }
      field++;
    }
    return bytes;
  }

  private long[] prefixes(
      ByteBuffer head,
      int lpm,
      int oldRoot,
      List<Rule> rules,
      Function<Match, List<Match.Prefix>> prefixes,
      boolean wide) {
    if (!FieldClasses.asked(rules, prefixes)) {
      return NOT_ASKED;
    }
    FieldClasses.OfPrefixes classes = FieldClasses.ofPrefixes(rules, prefixes, wide);
    Rib rib = classes.classes();
    int root = new TrieBuilder(blocks).rebuild(rib, oldRoot);
    head.putInt(lpm + LpmLayout.ROOT, root);
    head.putInt(lpm + LpmLayout.OTHERWISE, rib.get(0, 0, 0));
    return classes.bitmaps().toArray();
  }

  private static long[] dscp(ByteBuffer head, List<Rule> rules) {
    if (!FieldClasses.asked(rules, Match::dscp)) {
      return NOT_ASKED;
    }
    RuleBitmaps bitmaps = new RuleBitmaps(rules.size());
    for (int value = 0; value < ClassifierLayout.DSCP_VALUES; value++) {
      long[] satisfied = FieldClasses.satisfied(rules, Match::dscp, value, bitmaps);
      head.put(ClassifierLayout.DSCP_CLASS + value, (byte) bitmaps.classOf(satisfied));
    }
    return bitmaps.toArray();
  }

  private static final long[] NOT_ASKED = {};

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }
}
