package dev.waymark.dataplane.readback;

/**
 * Something that the program answers otherwise than the content says.
 *
 * @param what was asked, in words: table, prefix and address, or a record
 * @param expected the right answer, in words
 * @param found what the program found
 */
public record Disagreement(String what, String expected, String found) {
  @Override
  public String toString() {
    return what + " should be " + expected + ", and is " + found;
  }
}
