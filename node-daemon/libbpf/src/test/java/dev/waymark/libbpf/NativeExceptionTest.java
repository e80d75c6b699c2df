package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "bpf_object__load waymark, 1, CAP_BPF and CAP_NET_ADMIN",
    "bpf_obj_get /x, 2, nothing is pinned there",
    "bpf_obj_pin /x, 17, something else is pinned there",
    "bpf_obj_pin /x, 1, on a bpf file system",
    "bpf_link_create tcx, 22, Linux 6.6",
    "bpf_map_create wm_store, 12, memory limit",
    "RTM_NEWROUTE x, 1, CAP_NET_ADMIN",
    "setns, 1, CAP_SYS_ADMIN",
    "membarrier, 38, seccomp",
    "socket, 24, ulimit"
  })
  void whatCanBeDoneIsSaid(String call, int errno, String advice) {
    assertThat(new NativeException(call, -errno))
        .hasMessageStartingWith(call + ": E")
        .hasMessageContaining(advice);
  }

  @Test
  void anUnlistedErrorNumberIsShownAsItIs() {
    assertThat(new NativeException("ioctl", 77)).hasMessage("ioctl: errno 77");
    assertThat(new NativeException("ioctl", -77).errno()).isEqualTo(77);
  }
}
