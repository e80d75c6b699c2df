package dev.waymark.libbpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of one object file. */
public final class Btf {
  private static final int POINTER_BYTES = 8;

  private final List<BtfType> types;

  private Btf(List<BtfType> types) {
    this.types = List.copyOf(types);
  }

  /** Reads the section {@code .BTF} of an ELF object file. */
  public static Btf parse(byte[] elf) {
    ByteBuffer section =
        new ElfSections(elf)
            .section(".BTF")
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the object has no section .BTF: compile it with -g, strip with -g only"));
    return new Btf(new BtfReader(section).read());
  }

  /** Reads BTF that stands alone, in this machine's byte order. */
  public static Btf ofRaw(byte[] blob) {
    return new Btf(new BtfReader(ByteBuffer.wrap(blob).order(ByteOrder.nativeOrder())).read());
  }

  /** All types; the index is the number by which types refer to each other. */
  public List<BtfType> types() {
    return types;
  }

  public BtfType type(int number) {
    return types.get(number);
  }

  /** The type of a number without its typedefs and qualifiers. */
  public BtfType resolve(int number) {
    BtfType type = types.get(number);
    return switch (type) {
      case BtfType.Typedef alias -> resolve(alias.target());
      case BtfType.Qualified qualified -> resolve(qualified.target());
      default -> type;
    };
  }

  /** Bytes that a value of the type takes. */
  public int sizeOf(int number) {
    return switch (resolve(number)) {
      case BtfType.Int integer -> integer.size();
      case BtfType.Enumeration enumeration -> enumeration.size();
      case BtfType.Struct struct -> struct.size();
      case BtfType.Real real -> real.size();
      case BtfType.Ptr pointer -> POINTER_BYTES;
      case BtfType.Array array -> Math.multiplyExact(array.count(), sizeOf(array.element()));
      case BtfType other -> throw new IllegalArgumentException("no size: " + other);
    };
  }

  public Stream<BtfType.Struct> structs() {
    return of(BtfType.Struct.class);
  }

  public Stream<BtfType.Enumeration> enums() {
    return of(BtfType.Enumeration.class);
  }

  /** The structure or union of a name. */
  public Optional<BtfType.Struct> struct(String name) {
    return structs().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The enumeration of a name. */
  public Optional<BtfType.Enumeration> enumeration(String name) {
    return enums().filter(e -> e.name().equals(name)).findFirst();
  }

  /** The variables of a data section, such as {@code .rodata}. */
  public Optional<BtfType.DataSection> section(String name) {
    return of(BtfType.DataSection.class).filter(s -> s.name().equals(name)).findFirst();
  }

  private <T extends BtfType> Stream<T> of(Class<T> kind) {
    return types.stream().filter(kind::isInstance).map(kind::cast);
  }
}
