package dev.waymark.libbpf;

/** Types of BPF maps, with the kernel's numbers. */
public enum MapType {
  HASH(1),
  ARRAY(2),
  PERCPU_HASH(5),
  PERCPU_ARRAY(6),
  LRU_HASH(9),
  LRU_PERCPU_HASH(10),
  LPM_TRIE(11),
  ARRAY_OF_MAPS(12),
  HASH_OF_MAPS(13),
  RINGBUF(27);

  private final int number;

  MapType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static boolean isPerCpu(int type) {
    return type == PERCPU_HASH.number
        || type == PERCPU_ARRAY.number
        || type == LRU_PERCPU_HASH.number;
  }
}
