package dev.waymark.dataplane.nexthop;

import dev.waymark.dataplane.layout.OutputsLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A multicast route's outputs: each gets a copy of what came in by the one input interface.
 *
 * @param input ifindex that packets must come in by; none of the outputs leaves by it
 * @param outputs 1 to 32, no next hop twice
 */
public record Replication(int input, List<Output> outputs) implements Forwarding {

  /**
   * A link that gets a copy.
   *
   * @param nextHop without a gateway: a group of receivers is its own neighbour
   * @param mac the device's link-layer address, in the low 48 bits, the first byte highest; 0 if it
   *     has none
   */
  public record Output(NextHop nextHop, long mac) {
    public Output {
      if (nextHop.family() != null) {
        throw new IllegalArgumentException("an output has no gateway: " + nextHop);
      }
      if (mac >>> 48 != 0) {
        throw new IllegalArgumentException("a link-layer address has 48 bits: " + mac);
      }
    }
  }

  public Replication {
    outputs = List.copyOf(outputs);
    if (outputs.isEmpty() || outputs.size() > OutputsLayout.OUTPUTS_MAX) {
      throw new IllegalArgumentException(
          "1 to " + OutputsLayout.OUTPUTS_MAX + " outputs, not " + outputs.size());
    }
    if (input < 1 || outputs.stream().anyMatch(o -> o.nextHop().ifindex() == input)) {
      throw new IllegalArgumentException("input " + input + " of " + outputs);
    }
    if (outputs.stream().map(Output::nextHop).distinct().count() != outputs.size()) {
      throw new IllegalArgumentException("an output is named twice: " + outputs);
    }
  }

  @Override
  public List<NextHop> nextHops() {
    return outputs.stream().map(Output::nextHop).toList();
  }

  /** The block in the store, as 32-bit words in host order. */
  int[] encode(ToIntFunction<NextHop> index) {
    ByteBuffer block =
        ByteBuffer.allocate(OutputsLayout.bytes(outputs.size())).order(ByteOrder.nativeOrder());
    block.putInt(OutputsLayout.INPUT, input);
    block.putInt(OutputsLayout.COUNT, outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      int at = OutputsLayout.bytes(i);
      block.putInt(at + OutputsLayout.OUTPUT_NEXT_HOP, index.applyAsInt(outputs.get(i).nextHop()));
      for (int b = 0; b < OutputsLayout.OUTPUT_SOURCE_BYTES; b++) {
        block.put(
            at + OutputsLayout.OUTPUT_SOURCE + b, (byte) (outputs.get(i).mac() >>> (40 - 8 * b)));
      }
    }
    int[] words = new int[block.capacity() / Integer.BYTES];
    block.asIntBuffer().get(words);
    return words;
  }
}
