package dev.waymark.libbpf.btf;

import java.util.List;

/**
 * A C type as BTF describes it. Other types are given by their number; {@link Btf#type} answers
 * them. A type without a name has the empty name.
 */
public sealed interface BtfType {
  String name();

  /** Nothing; the type of number 0. */
  record Nothing() implements BtfType {
    @Override
    public String name() {
      return "void";
    }
  }

  /**
   * An integer.
   *
   * @param size in bytes
   */
  record Int(String name, int size, int bits, boolean signed) implements BtfType {}

  record Ptr(int target) implements BtfType {
    @Override
    public String name() {
      return "";
    }
  }

  record Array(int element, int count) implements BtfType {
    @Override
    public String name() {
      return "";
    }
  }

  /**
   * A structure or, where {@code union} says so, a union.
   *
   * @param size in bytes
   */
  record Struct(String name, int size, boolean union, List<Member> members) implements BtfType {
    public Struct {
      members = List.copyOf(members);
    }

    /** The member of a name; the error names those that there are. */
    public Member member(String wanted) {
      return members.stream()
          .filter(m -> m.name().equals(wanted))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  name
                      + " has no member "
                      + wanted
                      + ", but "
                      + members.stream().map(Member::name).toList()));
    }
  }

  /**
   * A member of a structure.
   *
   * @param bitOffset from the start of the structure
   * @param bitSize of a bit field, 0 for a whole member
   */
  record Member(String name, int type, int bitOffset, int bitSize) {
    /** Bytes from the start of the structure. */
    public int offset() {
      return bitOffset / 8;
    }
  }

  /** An enumeration, of 32 or 64 bits. */
  record Enumeration(String name, int size, boolean signed, List<Enumerator> values)
      implements BtfType {
    public Enumeration {
      values = List.copyOf(values);
    }
  }

  record Enumerator(String name, long value) {}

  record Fwd(String name, boolean union) implements BtfType {}

  record Typedef(String name, int target) implements BtfType {}

  /** {@code const}, {@code volatile}, {@code restrict} or a type tag. */
  record Qualified(String name, Qualifier qualifier, int target) implements BtfType {}

  /** What a {@link Qualified} adds. */
  enum Qualifier {
    CONST,
    VOLATILE,
    RESTRICT,
    TYPE_TAG
  }

  record Func(String name, int prototype) implements BtfType {}

  record FuncProto(int returns, List<Parameter> parameters) implements BtfType {
    public FuncProto {
      parameters = List.copyOf(parameters);
    }

    @Override
    public String name() {
      return "";
    }
  }

  record Parameter(String name, int type) {}

  /** A global variable. */
  record Var(String name, int type, int linkage) implements BtfType {}

  /** The variables of a section, such as {@code .rodata}. */
  record DataSection(String name, int size, List<SectionVar> variables) implements BtfType {
    public DataSection {
      variables = List.copyOf(variables);
    }
  }

  /**
   * A variable's place in its section.
   *
   * @param variable the number of its {@link Var}
   * @param offset in bytes; 0 for all of them in an object file that was not opened by libbpf yet
   */
  record SectionVar(int variable, int offset, int size) {}

  record Real(String name, int size) implements BtfType {}

  record DeclTag(String name, int target, int component) implements BtfType {}
}
