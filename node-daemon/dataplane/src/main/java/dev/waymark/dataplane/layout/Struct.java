package dev.waymark.dataplane.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A C structure as Java believes it to be: its name, its size and its fields, in order.
 *
 * @param cName the tag in {@code abi.h}
 * @param bytes size in bytes, a flexible array at the end counted as nothing
 * @param fields by ascending offset, padding included
 */
public record Struct(String cName, int bytes, List<Field> fields) {

  /**
   * A member.
   *
   * @param name as in C
   * @param offset in bytes from the start of the structure
   * @param bytes size, of all elements if it is an array; 0 for a flexible array
   */
  public record Field(String name, int offset, int bytes) {}

  /** Refuses fields that overlap, leave a hole, or do not fill the structure. */
  public Struct {
    fields = List.copyOf(fields);
    int at = 0;
    for (Field field : fields) {
      if (field.offset() != at) {
        throw new IllegalArgumentException(
            cName + "." + field.name() + ": offset " + field.offset() + ", expected " + at);
      }
      at += field.bytes();
    }
    if (at != bytes) {
      throw new IllegalArgumentException(cName + ": fields fill " + at + " of " + bytes + " bytes");
    }
  }

  static Builder named(String cName) {
    return new Builder(cName);
  }

  /** Collects fields; each names its offset, so that the drawing and the constants cannot part. */
  static final class Builder {
    private final String cName;
    private final List<Field> fields = new ArrayList<>();

    private Builder(String cName) {
      this.cName = cName;
    }

    Builder field(String name, int offset, int bytes) {
      fields.add(new Field(name, offset, bytes));
      return this;
    }

    Struct bytes(int bytes) {
      return new Struct(cName, bytes, fields);
    }
  }
}
