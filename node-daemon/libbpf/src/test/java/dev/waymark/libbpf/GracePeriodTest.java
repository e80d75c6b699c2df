package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class GracePeriodTest {

  @ParameterizedTest
  @EnumSource
  void bothWaysReturnWhileProgramsRun(GracePeriod.Way way) throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    try (BpfObjectFile object = TinyObject.load();
        BpfProgram program = object.program("tiny_count");
        BpfMap map = object.map("tiny_store");
        MappedRegion region = map.map()) {
      Thread runs =
          Thread.ofPlatform()
              .start(() -> {
                while (!enough.get()) {
                  program.testRun(TestRun.withoutPacket(1000));
                }
              });
      try {
        long before = region.getLongAcquire(0);
        for (int i = 0; i < 5; i++) {
          GracePeriod.await(way);
        }
        assertThat(region.getLongAcquire(0)).isGreaterThan(before);
      } finally {
        enough.set(true);
        runs.join();
      }
    }
  }
}
