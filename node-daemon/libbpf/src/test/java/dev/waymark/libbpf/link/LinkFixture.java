package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.testing.TestNamespace;
import dev.waymark.libbpf.testing.TinyObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An interface to attach to, two programs, and a place for a pin. Leaves nothing behind. */
final class LinkFixture implements AutoCloseable {
  private final Path pins = BpfFs.USUAL.resolve("wm-link-" + ProcessHandle.current().pid());
  private final TestNamespace here;
  private final BpfObjectFile object;
  private final BpfProgram pass;
  private final BpfProgram other;
  private final int ifindex;

  /** With programs of these names, which do the same. */
  LinkFixture(String pass, String other) {
    BpfFs.ensureMounted(pins);
    here = TestNamespace.create("link");
    here.ip("link add east type veth peer name west");
    ifindex = here.ifindex("east");
    object = TinyObject.load();
    this.pass = object.program(pass);
    this.other = object.program(other);
  }

  TestNamespace here() {
    return here;
  }

  BpfProgram pass() {
    return pass;
  }

  BpfProgram other() {
    return other;
  }

  int ifindex() {
    return ifindex;
  }

  Path pin() {
    return pins.resolve("link");
  }

  @Override
  public void close() throws IOException {
    pass.close();
    other.close();
    object.close();
    here.close();
    Files.deleteIfExists(pin());
    Files.deleteIfExists(pins);
  }
}
