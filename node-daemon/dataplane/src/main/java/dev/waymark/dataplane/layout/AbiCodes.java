package dev.waymark.dataplane.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constants of an {@link AbiEnum}, by the numbers that C knows them by. */
final class AbiCodes<E extends AbiEnum> {
  private final String cEnum;
  private final List<@Nullable E> byCode = new ArrayList<>();

  /**
   * Indexes all constants.
   *
   * @param cEnum the enum's name in {@code abi.h}
   */
  AbiCodes(String cEnum, E[] constants) {
    this.cEnum = cEnum;
    for (E constant : constants) {
      int missing = constant.code() + 1 - byCode.size();
      byCode.addAll(Collections.nCopies(Math.max(missing, 0), null));
      byCode.set(constant.code(), constant);
    }
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  E of(int code) {
    E constant = code < 0 || code >= byCode.size() ? null : byCode.get(code);
    if (constant == null) {
      throw new IllegalArgumentException("enum " + cEnum + " has no value " + code);
    }
    return constant;
  }
}
