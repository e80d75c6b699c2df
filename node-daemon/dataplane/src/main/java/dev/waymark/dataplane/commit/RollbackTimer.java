package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.RollbackLayout;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.TestRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * The kernel's timer that takes an unconfirmed generation back, whoever lives by then.
 *
 * <p>It acts on one publication only: on the control word that this has, sequence included. So one
 * that was confirmed, taken back or followed by another is safe from a timer that was not disarmed.
 */
public final class RollbackTimer {
  private final BpfMap state;
  private final BpfProgram arm;
  private final BpfProgram disarm;

  /**
   * By its parts, which the caller owns.
   *
   * @param state pinned, or else the kernel refuses to arm it for longer than this process lives
   */
  public RollbackTimer(BpfMap state, BpfProgram arm, BpfProgram disarm) {
    this.state = state;
    this.arm = arm;
    this.disarm = disarm;
  }

  /**
   * What the timer did last.
   *
   * @param fired how many generations it took back since its map was made
   * @param taken the control word that it replaced
   * @param left the control word that it left there
   */
  public record Firing(long fired, ControlWord taken, ControlWord left) {}

  /**
   * Takes a publication back in {@code within}, unless its control word is another one by then.
   * What was armed before is void.
   *
   * @param published the control word that the publication has or will have
   * @throws NativeException if the kernel refuses
   */
  public void arm(ControlWord published, Duration within) {
    ByteBuffer packet =
        ByteBuffer.allocate(RollbackLayout.ROLLBACK_ORDER_AT + RollbackLayout.ORDER_BYTES)
            .order(ByteOrder.nativeOrder());
    ByteBuffer order =
        packet
            .slice(RollbackLayout.ROLLBACK_ORDER_AT, RollbackLayout.ORDER_BYTES)
            .order(ByteOrder.nativeOrder());
    order.putLong(RollbackLayout.ORDER_EXPECTED, published.encode());
    order.putLong(RollbackLayout.ORDER_RESTORE, published.rollBack().encode());
    order.putLong(RollbackLayout.ORDER_TIMEOUT, Math.max(1, within.toNanos()));
    run(arm, TestRun.once(packet.array(), null));
  }

  /** Ends what was armed, if it did not fire, and forgets the last firing but for its count. */
  public void disarm() {
    run(disarm, TestRun.withoutPacket(1));
  }

  /** What it did since it was disarmed last; empty if it took no generation back. */
  public Optional<Firing> lastFiring() {
    ByteBuffer first = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    ByteBuffer value = state.lookup(first);
    if (value == null) {
      throw new IllegalStateException("the rollback timer's map is empty");
    }
    long taken = value.getLong(RollbackLayout.TAKEN);
    return taken == 0
        ? Optional.empty()
        : Optional.of(
            new Firing(
                value.getLong(RollbackLayout.FIRED),
                ControlWord.decode(taken),
                ControlWord.decode(value.getLong(RollbackLayout.LEFT))));
  }

  private static void run(BpfProgram program, TestRun order) {
    int error = program.testRun(order).verdict();
    if (error != 0) {
      throw new NativeException("the rollback timer: " + program.name(), error);
    }
  }
}
