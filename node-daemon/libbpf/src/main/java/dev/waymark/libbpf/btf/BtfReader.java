package dev.waymark.libbpf.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Decodes a BTF blob.
 *
 * <pre>
 *   header   magic u16, version u8, flags u8, hdr_len, type_off, type_len, str_off, str_len
 *   type     name_off, info (31 kind_flag, 28..24 kind, 15..0 vlen), size or type; then by kind
 * </pre>
 */
final class BtfReader {
  private static final int MAGIC = 0xeb9f;

  private final ByteBuffer types;
  private final ByteBuffer strings;

  BtfReader(ByteBuffer blob) {
    if (blob.remaining() < 24 || (blob.getShort(0) & 0xffff) != MAGIC) {
      throw new IllegalArgumentException("not BTF of this machine's byte order");
    }
    int header = blob.getInt(4);
    types = blob.slice(header + blob.getInt(8), blob.getInt(12)).order(blob.order());
    strings = blob.slice(header + blob.getInt(16), blob.getInt(20)).order(blob.order());
  }

  List<BtfType> read() {
    List<BtfType> all = new ArrayList<>();
    all.add(new BtfType.Nothing());
    while (types.hasRemaining()) {
      all.add(next());
    }
    return all;
  }

  private BtfType next() {
    String name = string(types.getInt());
    int info = types.getInt();
    int sizeOrType = types.getInt();
    int count = info & 0xffff;
    boolean flag = info < 0;
    int kind = (info >>> 24) & 0x1f;
    return switch (kind) {
      case 1 -> integer(name, sizeOrType);
      case 2 -> new BtfType.Ptr(sizeOrType);
      case 3 -> array();
      case 4, 5 -> new BtfType.Struct(name, sizeOrType, kind == 5, list(count, i -> member(flag)));
      case 6 -> new BtfType.Enumeration(name, sizeOrType, flag, list(count, i -> enumerator(flag)));
      case 7 -> new BtfType.Fwd(name, flag);
      case 8 -> new BtfType.Typedef(name, sizeOrType);
      case 9 -> new BtfType.Qualified(name, BtfType.Qualifier.VOLATILE, sizeOrType);
      case 10 -> new BtfType.Qualified(name, BtfType.Qualifier.CONST, sizeOrType);
      case 11 -> new BtfType.Qualified(name, BtfType.Qualifier.RESTRICT, sizeOrType);
      case 12 -> new BtfType.Func(name, sizeOrType);
      case 13 -> new BtfType.FuncProto(sizeOrType, list(count, i -> parameter()));
      case 14 -> new BtfType.Var(name, sizeOrType, types.getInt());
      case 15 -> new BtfType.DataSection(name, sizeOrType, list(count, i -> sectionVar()));
      case 16 -> new BtfType.Real(name, sizeOrType);
      case 17 -> new BtfType.DeclTag(name, sizeOrType, types.getInt());
      case 18 -> new BtfType.Qualified(name, BtfType.Qualifier.TYPE_TAG, sizeOrType);
      case 19 -> new BtfType.Enumeration(name, sizeOrType, flag, list(count, i -> enumerator64()));
      default -> throw new IllegalArgumentException("BTF kind " + kind + " is not known");
    };
  }

  private BtfType integer(String name, int size) {
    int encoding = types.getInt();
    return new BtfType.Int(name, size, encoding & 0xff, (encoding >>> 24 & 1) != 0);
  }

  private BtfType array() {
    int element = types.getInt();
    types.getInt(); // the type of the index
    return new BtfType.Array(element, types.getInt());
  }

  private BtfType.Member member(boolean withBitSize) {
    String name = string(types.getInt());
    int type = types.getInt();
    int offset = types.getInt();
    return withBitSize
        ? new BtfType.Member(name, type, offset & 0xffffff, offset >>> 24)
        : new BtfType.Member(name, type, offset, 0);
  }

  private BtfType.Enumerator enumerator(boolean signed) {
    String name = string(types.getInt());
    int value = types.getInt();
    return new BtfType.Enumerator(name, signed ? value : Integer.toUnsignedLong(value));
  }

  private BtfType.Enumerator enumerator64() {
    String name = string(types.getInt());
    long low = Integer.toUnsignedLong(types.getInt());
    return new BtfType.Enumerator(name, low | (long) types.getInt() << 32);
  }

  private BtfType.Parameter parameter() {
    return new BtfType.Parameter(string(types.getInt()), types.getInt());
  }

  private BtfType.SectionVar sectionVar() {
    return new BtfType.SectionVar(types.getInt(), types.getInt(), types.getInt());
  }

  private static <T> List<T> list(int count, IntFunction<T> each) {
    List<T> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(each.apply(i));
    }
    return made;
  }

  private String string(int offset) {
    int end = offset;
    while (strings.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - offset];
    strings.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
