package dev.waymark.libbpf.feature;

/** What a probe found. */
public sealed interface Answer {

  record Yes() implements Answer {
    @Override
    public String toString() {
      return "yes";
    }
  }

  record No(String why) implements Answer {
    @Override
    public String toString() {
      return "no: " + why;
    }
  }

  /** The probe itself was refused: the kernel may or may not have the feature. */
  record CannotTell(String why) implements Answer {
    @Override
    public String toString() {
      return "cannot tell: " + why;
    }
  }

  static Answer yes() {
    return new Yes();
  }

  static Answer no(String why) {
    return new No(why);
  }

  static Answer cannotTell(String why) {
    return new CannotTell(why);
  }
}
