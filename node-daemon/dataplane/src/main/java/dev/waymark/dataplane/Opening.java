package dev.waymark.dataplane;

import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.layout.RollbackLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.MappedMemory;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.dataplane.store.StoreBooks;
import dev.waymark.libbpf.BpfMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a data plane comes to its store: what is pinned if it is sound, else a new one. A new one
 * that is to succeed another is not pinned yet: the other one serves, and whoever dies meanwhile
 * leaves it as it was.
 */
record Opening(Programs programs, StoreBooks books, Adoption adoption) {

  static Opening of(DataplaneSettings settings, Pins pins) {
    Map<KeptMap, BpfMap> kept = KeptMap.open(pins);
    try (BpfMap rollback = pins.open(Pins.ROLLBACK, RollbackLayout.BYTES, 1).orElse(null);
        BpfMap store = pins.open(Pins.STORE).orElse(null)) {
      if (store == null) {
        return fresh(settings, pins, kept, new Adoption.Fresh());
      }
      Optional<String> unfit = unfit(store);
      if (unfit.isPresent()) {
        return fresh(settings, pins, kept, new Adoption.Refused(unfit.get()));
      }
      return adopt(settings, pins, store, kept, rollback);
    } finally {
      kept.values().forEach(BpfMap::close);
    }
  }

  private static Opening adopt(
      DataplaneSettings settings,
      Pins pins,
      BpfMap store,
      Map<KeptMap, BpfMap> kept,
      @Nullable BpfMap rollback) {
    Programs programs = Programs.load(store.valueSize(), store, kept, rollback);
    MappedMemory memory = new MappedMemory(programs.memory);
    return switch (StoreBooks.open(memory)) {
      case StoreBooks.Opened.Adopted adopted -> {
        KeptMap.pin(pins, programs, kept);
        if (rollback == null) {
          pins.pin(Pins.ROLLBACK, programs.rollback);
        }
        StoreBooks books = adopted.books();
        Phase phase = ControlWord.decode(memory.getLongAcquire(StoreLayout.CONTROL)).phase();
        Adoption adoption =
            books.active().number() == 0
                ? new Adoption.Fresh()
                : new Adoption.Adopted(
                    Generation.of(books.active(), phase), Generation.of(books.stable(), phase));
        yield new Opening(programs, books, adoption);
      }
      case StoreBooks.Opened.Refused refused -> {
        programs.close();
        yield fresh(settings, pins, kept, new Adoption.Refused(refused.reason()));
      }
    };
  }

  private static Opening fresh(
      DataplaneSettings settings, Pins pins, Map<KeptMap, BpfMap> kept, Adoption adoption) {
    int bytes = Math.toIntExact(settings.initialBytes());
    // The timer is new with its store: an old one tells of the control words of another.
    Programs programs = Programs.load(bytes, null, kept, null);
    StoreBooks books = StoreBooks.create(new MappedMemory(programs.memory));
    KeptMap.pin(pins, programs, kept);
    if (!(adoption instanceof Adoption.Refused)) {
      pins.pin(Pins.ROLLBACK, programs.rollback);
      pins.pin(Pins.STORE, programs.store);
    }
    return new Opening(programs, books, adoption);
  }

  /** Why a pinned map cannot be a store of ours, if so. */
  private static Optional<String> unfit(BpfMap map) {
    int bytes = map.valueSize();
    boolean fits =
        map.maxEntries() == 1
            && (map.flags() & BpfMap.MMAPABLE) != 0
            && Integer.bitCount(bytes) == 1
            && bytes >= StoreLayout.STORE_MIN
            && bytes <= StoreLayout.STORE_MAX;
    return fits
        ? Optional.empty()
        : Optional.of("the pinned map is no store: %s, %d bytes".formatted(map, bytes));
  }
}
