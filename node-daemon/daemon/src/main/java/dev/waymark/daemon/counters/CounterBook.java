package dev.waymark.daemon.counters;

import dev.waymark.compiler.model.Owner;
import dev.waymark.dataplane.counters.Count;
import dev.waymark.dataplane.counters.CounterIds;
import dev.waymark.dataplane.counters.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives names their counters, and keeps on disk which is which. One thread at a time. */
public final class CounterBook {

  private static final Logger LOG = LoggerFactory.getLogger(CounterBook.class);

  private final Path state;
  private final Counters counters;
  private CounterRecords saved;

  /**
   * Goes on with what the state directory says. A file that cannot be read costs counts, not
   * packets.
   */
  public CounterBook(Path state, Counters counters) {
    this.state = state;
    this.counters = counters;
    CounterRecords found = CounterRecords.NONE;
    try {
      found = CounterRecords.read(state);
      Map<String, Integer> ids = new HashMap<>();
      found.names().forEach((index, name) -> ids.put(name.text(), index));
      counters.ids().restore(ids);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("counters begin anew: {}", e.getMessage());
      found = CounterRecords.NONE;
    }
    saved = found;
  }

  /** Where names get their indices. */
  public CounterIds ids() {
    return counters.ids();
  }

  /** Writes the names that there are now; before a generation that uses them is published. */
  public void save() throws IOException {
    save(new CounterRecords(names(), saved.past()));
  }

  /**
   * Gives up every counter but these. Call it when no generation that uses another can come back.
   * What the others counted goes into the past of their resource, as long as that has a counter
   * left.
   */
  public void retainOnly(Set<CounterName> kept) throws IOException {
    Set<Owner> alive = new HashSet<>();
    for (CounterName name : kept) {
      Owner owner = name.resource();
      if (owner != null) {
        alive.add(owner);
      }
    }
    Map<Integer, CounterName> names = names();
    Map<Owner, Count> past = new HashMap<>(saved.past());
    names.forEach((index, name) -> {
      Owner owner = name.resource();
      if (!kept.contains(name) && owner != null) {
        past.merge(owner, counters.counter(index), Count::plus);
      }
    });
    names.values().retainAll(kept);
    past.keySet().retainAll(alive);
    past.values().removeIf(Count.ZERO::equals);
    // The file first: a crash in between counts nothing twice.
    save(new CounterRecords(names, past));
    Set<String> texts = new HashSet<>();
    kept.forEach(name -> texts.add(name.text()));
    counters.ids().retainOnly(texts);
  }

  private void save(CounterRecords now) throws IOException {
    if (!now.equals(saved)) {
      now.write(state);
      saved = now;
    }
  }

  private Map<Integer, CounterName> names() {
    Map<Integer, CounterName> names = new HashMap<>();
    counters.ids().snapshot().forEach((text, index) -> names.put(index, CounterName.parse(text)));
    return names;
  }
}
