package dev.waymark.libbpf;

/** The kernel refused to load a program. The message holds the telling line of its log. */
public final class VerifierRejection extends NativeException {
  private final String program;
  private final transient VerifierLog log;

  VerifierRejection(String program, int errno, VerifierLog log) {
    super("bpf_prog_load " + program, errno, log.tellingLine());
    this.program = program;
    this.log = log;
  }

  public String program() {
    return program;
  }

  public VerifierLog log() {
    return log;
  }
}
