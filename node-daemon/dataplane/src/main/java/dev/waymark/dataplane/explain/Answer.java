package dev.waymark.dataplane.explain;

import dev.waymark.dataplane.explain.StoredRecords.StoredNextHop;
import dev.waymark.dataplane.explain.StoredRecords.StoredRoute;
import dev.waymark.dataplane.explain.StoredRecords.StoredRule;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.dataplane.store.GenerationRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the twin said of a packet, with the records that its trace names: all of one generation.
 *
 * @param digest of the desired state that the generation was made of, in hexadecimal; empty before
 *     the first
 * @param onTrial the generation is not confirmed yet
 * @param rule whose action was taken, if one was
 * @param route that was found, if one was
 * @param nextHops of its group; empty unless it has one
 */
public record Answer(
    Explanation trace,
    String digest,
    boolean onTrial,
    @Nullable StoredRule rule,
    @Nullable StoredRoute route,
    List<StoredNextHop> nextHops) {

  private static final int ATTEMPTS = 100;

  public Answer {
    nextHops = List.copyOf(nextHops);
  }

  /** The next hop that the packet takes, if it takes one. */
  public Optional<StoredNextHop> nextHop() {
    return nextHops.stream().filter(hop -> hop.index() == trace.nextHop()).findFirst();
  }

  /** Buckets of the group; 1 for a single next hop. */
  public int buckets() {
    return nextHops.stream().mapToInt(StoredNextHop::buckets).sum();
  }

  /**
   * Asks, and reads the records before the generation can go: while another is published in
   * between, asks again.
   *
   * @param family of the packet; null if it is no IP packet
   */
  public static Answer of(Memory store, @Nullable Family family, Supplier<Explanation> twin) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = store.getLongAcquire(StoreLayout.CONTROL);
      Explanation trace = twin.get();
      Optional<Answer> answer = read(store, ControlWord.decode(before), family, trace);
      if (answer.isPresent() && store.getLongAcquire(StoreLayout.CONTROL) == before) {
        return answer.get();
      }
    }
    throw new IllegalStateException(
        "the generation changed %d times while it was asked; ask again".formatted(ATTEMPTS));
  }

  private static Optional<Answer> read(
      Memory store, ControlWord control, @Nullable Family family, Explanation trace) {
    if (trace.generation() == 0) {
      return Optional.of(new Answer(trace, "", false, null, null, List.of()));
    }
    if (!(GenerationRecord.read(store, control.active())
            instanceof GenerationRecord.Found.Valid(GenerationRecord record))
        || record.number() != trace.generation()) {
      return Optional.empty();
    }
    StoredRecords records = new StoredRecords(store, record.image());
    return Optional.of(
        new Answer(
            trace,
            HexFormat.of().formatHex(record.digest()),
            control.active() != control.stable(),
            trace.rule() == 0 || family == null
                ? null
                : records.rule(family, trace.toNode(), trace.rule() - 1),
            trace.route() == 0 ? null : records.route(trace.route()),
            trace.group() == 0 ? List.of() : records.group(trace.group())));
  }
}
