package dev.waymark.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Property
  void aDurationIsReadBack(@ForAll @LongRange(max = 359_996_400_000L) long millis) {
    TimeSpan span = new TimeSpan(Duration.ofMillis(millis));
    assertThat(TimeSpan.parse(span.toString())).isEqualTo(span);
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "1m30s, PT1M30S",
    "500ms, PT0.5S",
    "90m, PT1H30M",
    "0s, PT0S",
    "1h1m1s1ms, PT1H1M1.001S"
  })
  void aDurationIsWhatItsPartsSay(String text, Duration duration) {
    assertThat(TimeSpan.parse(text).duration()).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "1.5s", "-1s", "1d", "1 s", "99999h99999h", "1h1m1s1ms1ms"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0%, 7, 0", "25%, 7, 2", "25%, 8, 2", "100%, 3, 3", "1%, 1, 1"})
  void aShareOfAWholeIsRoundedUp(String text, int whole, int part) {
    assertThat(IntOrPercent.parse(text).of(whole)).isEqualTo(part);
  }

  @Test
  void packedBytesAreEqualByContentAndBase64InJson() throws Exception {
    SliceData data = SliceData.of(new byte[] {1, 2, 3});
    assertThat(Json.mapper().writeValueAsString(data)).isEqualTo("\"AQID\"");
    assertThat(Json.mapper().readValue("\"AQID\"", SliceData.class)).isEqualTo(data);
    assertThatThrownBy(() -> SliceData.of(new byte[SliceData.MAX_BYTES + 1]))
        .hasMessageContaining("65536");
  }
}
