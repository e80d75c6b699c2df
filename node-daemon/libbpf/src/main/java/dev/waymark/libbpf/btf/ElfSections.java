package dev.waymark.libbpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The sections of a 64-bit ELF object file, by name. */
final class ElfSections {
  private static final int SECTION_TABLE = 40;
  private static final int SECTION_SIZE = 58;
  private static final int SECTION_COUNT = 60;
  private static final int NAMES_INDEX = 62;
  private static final int HEADER_BYTES = 64;

  private final ByteBuffer file;

  ElfSections(byte[] elf) {
    file = ByteBuffer.wrap(elf);
    boolean magic = elf.length >= HEADER_BYTES && file.getInt(0) == 0x7f454c46 && elf[4] == 2;
    if (!magic) {
      throw new IllegalArgumentException("not a 64-bit ELF file");
    }
    file.order(elf[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /** The bytes of a section in the file's byte order. */
  Optional<ByteBuffer> section(String name) {
    int names = sectionOffset(Short.toUnsignedInt(file.getShort(NAMES_INDEX)));
    for (int i = 0; i < Short.toUnsignedInt(file.getShort(SECTION_COUNT)); i++) {
      int header = header(i);
      if (name.equals(string(names + file.getInt(header)))) {
        int size = Math.toIntExact(file.getLong(header + 32));
        return Optional.of(file.slice(sectionOffset(i), size).order(file.order()));
      }
    }
    return Optional.empty();
  }

  private int header(int index) {
    long table = file.getLong(SECTION_TABLE);
    return Math.toIntExact(table + (long) index * file.getShort(SECTION_SIZE));
  }

  private int sectionOffset(int index) {
    return Math.toIntExact(file.getLong(header(index) + 24));
  }

  private String string(int offset) {
    int end = offset;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), offset, end - offset, StandardCharsets.UTF_8);
  }
}
