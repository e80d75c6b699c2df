package dev.waymark.libbpf;

/** Commands of {@code bpf(2)} that libbpf 1.1 has no function of its own for, or none that fits. */
public enum BpfCommand {
  PROG_QUERY(16),
  LINK_CREATE(28);

  private final int number;

  BpfCommand(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
