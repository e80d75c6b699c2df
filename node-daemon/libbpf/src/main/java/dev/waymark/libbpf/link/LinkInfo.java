package dev.waymark.libbpf.link;

/**
 * What the kernel tells of a link.
 *
 * @param id the kernel's number of the link
 * @param programId the program that it holds
 * @param ifindex the interface, 0 once that is gone
 */
public record LinkInfo(int id, int programId, int ifindex) {
  /** Whether the interface is gone; such a link never comes to life again. */
  public boolean interfaceGone() {
    return ifindex == 0;
  }
}
