package dev.waymark.compiler.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DigestTest {
  @Property
  void textAndHexadecimalAreReadBack(@ForAll @Size(32) byte[] bytes) {
    Digest digest = Digest.fromBytes(bytes);

    assertThat(digest.toString()).matches("[a-z2-7]{52}");
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    assertThat(Digest.parse(digest.hex())).isEqualTo(digest);
  }

  @Test
  void theTextIsBase32OfSha256() {
    // printf '' | sha256sum | xxd -r -p | base32 | tr A-Z a-z | tr -d =
    assertThat(Digest.of(new byte[0]))
        .hasToString("4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbkq");
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> Digest.parse("abc"))
        .hasMessage("\"abc\" is not a digest; 52 characters a-z and 2-7 would be right");
  }
}
