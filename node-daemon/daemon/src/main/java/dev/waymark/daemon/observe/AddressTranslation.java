package dev.waymark.daemon.observe;

import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.netlink.NetfilterChains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the kernel translates addresses (NAT) in the network namespace that this was opened in:
 * whether netfilter has a chain for it, of nf_tables or of the older iptables. Followed by the
 * number that nf_tables changes with each change of its rules, so that a look costs next to
 * nothing.
 *
 * <p>Where the kernel does not say, it counts as translating: then the Fast path leaves to the
 * kernel what it cannot be sure of.
 */
public final class AddressTranslation implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AddressTranslation.class);

  /** Below it the names of the tables that the older iptables uses, each in a line. */
  private static final Path NET = Path.of("/proc/thread-self/net");

  private final ReentrantLock lock = new ReentrantLock();
  private final NetfilterChains chains;
  private int generation;
  private boolean byChains;
  private boolean told;
  private boolean refused;

  private AddressTranslation(NetfilterChains chains) {
    this.chains = chains;
  }

  /** Opens it for the calling thread's network namespace. */
  public static AddressTranslation open() {
    return new AddressTranslation(NetfilterChains.open());
  }

  /** Whether the kernel translates now. Called on threads of the same namespace. */
  public boolean look() {
    lock.lock();
    try {
      told = now();
      return told;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #look} would say something else than it did. */
  public boolean hasChanged() {
    lock.lock();
    try {
      return now() != told;
    } finally {
      lock.unlock();
    }
  }

  private boolean now() {
    return byChains() || byTable("ip_tables_names") || byTable("ip6_tables_names");
  }

  private boolean byChains() {
    try {
      int current = chains.generation();
      if (current != generation) {
        byChains = chains.translate();
        generation = current;
      }
      refused = false;
    } catch (NativeException e) {
      if (!refused) {
        LOG.warn("cannot see whether the kernel translates addresses: {}", e.getMessage());
      }
      refused = true;
      byChains = true;
      generation = 0;
    }
    return byChains;
  }

  private static boolean byTable(String names) {
    Path file = NET.resolve(names);
    try (Stream<String> tables = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
      return tables.anyMatch("nat"::equals);
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      chains.close();
    } finally {
      lock.unlock();
    }
  }
}
