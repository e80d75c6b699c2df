package dev.waymark.daemon.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.v1alpha1.ProbeType;
import dev.waymark.compiler.model.DesiredProbe;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.probe.Answers.Asked;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Asked PROBE =
      new Asked(
          Owner.of("RouteTable", "edge"),
          new DesiredProbe("echo", ProbeType.Icmp, "10.0.0.1", 0, "", TimeSpan.parse("1s")));
  private static final ProbeAnswer SILENCE = new ProbeAnswer.Failed("silence");

  @Test
  void whatAnsweredAndDoesNotAnyMoreIsBroken() {
    Judgement judgement = Judgement.of(answers(ProbeAnswer.ANSWERED), answers(SILENCE));

    assertThat(judgement.broken()).containsOnlyKeys("probe echo of RouteTable edge");
    assertThat(judgement.silent()).isEmpty();
  }

  @Test
  void whatNeverAnsweredIsSilent() {
    Judgement judgement = Judgement.of(answers(SILENCE), answers(SILENCE));

    assertThat(judgement.broken()).isEmpty();
    assertThat(judgement.silent()).containsOnlyKeys("probe echo of RouteTable edge");
  }

  @Test
  void whatAnswersNowIsWellWhateverWasBefore() {
    for (ProbeAnswer before : new ProbeAnswer[] {SILENCE, ProbeAnswer.ANSWERED}) {
      Judgement judgement = Judgement.of(answers(before), answers(ProbeAnswer.ANSWERED));

      assertThat(judgement.broken()).isEmpty();
      assertThat(judgement.silent()).isEmpty();
    }
  }

  private static Answers answers(ProbeAnswer answer) {
    return new Answers(Map.of(PROBE, answer));
  }
}
