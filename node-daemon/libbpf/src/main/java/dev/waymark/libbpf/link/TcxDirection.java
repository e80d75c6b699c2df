package dev.waymark.libbpf.link;

/** Which packets of an interface a TCX program sees. */
public enum TcxDirection {
  INGRESS(46),
  EGRESS(47);

  private final int attachType;

  TcxDirection(int attachType) {
    this.attachType = attachType;
  }

  /** The kernel's {@code enum bpf_attach_type}. */
  public int attachType() {
    return attachType;
  }
}
