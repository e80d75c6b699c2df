package dev.waymark.libbpf.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class KernelFeatureTest {

  @ParameterizedTest
  @EnumSource
  void whatIsNeededIsThereOrThisTestWouldNotRun(KernelFeature feature) {
    Answer answer = feature.probe();
    assertThat(answer).isNotInstanceOf(Answer.CannotTell.class);
    if (feature.needed()) {
      assertThat(answer).isEqualTo(Answer.yes());
    }
  }
}
