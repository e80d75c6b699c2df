package dev.waymark.libbpf.testing;

import dev.waymark.libbpf.BpfObjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The object that is compiled for this module's own tests from {@code tiny.bpf.c}. */
public final class TinyObject {
  private TinyObject() {}

  public static byte[] bytes() {
    try (InputStream resource =
        Objects.requireNonNull(
            TinyObject.class.getResourceAsStream("/tiny.bpf.o"), "tiny.bpf.o was not built")) {
      return resource.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Opened, without the program that the verifier refuses. */
  public static BpfObjectFile open() {
    BpfObjectFile object = BpfObjectFile.open(bytes(), "tiny");
    object.disableProgram("tiny_wrong");
    return object;
  }

  public static BpfObjectFile load() {
    BpfObjectFile object = open();
    try {
      object.load();
      return object;
    } catch (RuntimeException failed) {
      object.close();
      throw failed;
    }
  }
}
