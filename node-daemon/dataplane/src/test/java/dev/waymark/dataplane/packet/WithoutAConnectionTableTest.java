package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.bpf.BpfObject;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * On a kernel without the functions that ask the connection table, or without the module that has
 * them: played by objects that ask for functions which no kernel has.
 */
@NeedsBpf
class WithoutAConnectionTableTest {

  @Test
  void theProductLoadsOnceItIsToldSo() {
    assertThatCode(() -> load(BpfObject.TCX, 0)).doesNotThrowAnyException();
  }

  @Test
  void theProbeDoesNot() {
    assertThatThrownBy(() -> load(BpfObject.CONNTRACK_PROBE, 1))
        .isInstanceOf(NativeException.class)
        .hasMessageContaining("wm_conntrack_probe");
  }

  private static void load(BpfObject object, int conntrack) {
    try (BpfObjectFile file = BpfObjectFile.open(elsewhere(object), object.resourceName())) {
      file.rodata(BpfObject.Variables.CONNTRACK, conntrack);
      file.load();
    }
  }

  private static byte[] elsewhere(BpfObject object) {
    return new String(object.bytes(), StandardCharsets.ISO_8859_1)
        .replace("bpf_skb_ct_lookup", "bpf_skb_ct_absent")
        .replace("bpf_ct_release", "bpf_ct_absents")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
