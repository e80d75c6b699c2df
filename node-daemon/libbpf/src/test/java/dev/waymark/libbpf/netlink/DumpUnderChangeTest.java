package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A route that nobody touches is in every dump, whatever happens to its neighbours. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class DumpUnderChangeTest {
  private static final int TABLE = 300;
  private static final int OTHER_TABLE = 301;
  private static final int STANDING = 5_000;
  private static final int DUMPS = 20;
  private static final long PACE = 25_000_000;

  private TestNamespace here;
  private NetlinkSocket netlink;

  @BeforeEach
  void aHost() {
    here = TestNamespace.create("dump");
    netlink = here.call(NetlinkSocket::open);
  }

  @AfterEach
  void nothingIsLeft() {
    netlink.close();
    here.close();
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void changesOfTheTableHideNoRouteThatStands(IpFamily family) {
    standing(family);
    try (Churn churn = new Churn(here, first(family).inTable(TABLE))) {
      for (int i = 0; i < DUMPS || churn.turns() == 0; i++) {
        wholeDump(family);
      }
    }
    assertThat(wholeDump(family)).as("once it is quiet").isTrue();
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void changesOfAnotherTableDisturbNoDump(IpFamily family) {
    standing(family);
    try (Churn churn = new Churn(here, first(family).inTable(OTHER_TABLE))) {
      for (int i = 0; i < DUMPS || churn.turns() == 0; i++) {
        assertThat(wholeDump(family)).isTrue();
      }
    }
  }

  // A dump may be given up, but what it answers is whole.
  private boolean wholeDump(IpFamily family) {
    try {
      assertThat(netlink.routes(RouteFilter.table(family, TABLE)))
          .filteredOn(r -> r.type() == RouteType.UNREACHABLE)
          .hasSize(STANDING);
      return true;
    } catch (NativeException givenUp) {
      assertThat(givenUp.is(Errno.EINTR)).as(givenUp.getMessage()).isTrue();
      return false;
    }
  }

  private void standing(IpFamily family) {
    NetlinkBatch batch = netlink.batch();
    for (int i = 0; i < STANDING; i++) {
      IpAddress destination =
          family == IpFamily.V4
              ? new IpAddress(family, (0x0a000000L + i) << 32, 0)
              : new IpAddress(family, 0x20010db8L << 32 | i, 0);
      batch.add(
          Route.to(destination, family == IpFamily.V4 ? 32 : 64)
              .inTable(TABLE)
              .ofType(RouteType.UNREACHABLE));
    }
    assertThat(batch.finish()).isEmpty();
  }

  // Before all that stand, so that it shifts every one of them.
  private static Route first(IpFamily family) {
    return Route.to(IpAddress.parse(family == IpFamily.V4 ? "9.0.0.0" : "2001::"), 32)
        .ofType(RouteType.PROHIBIT);
  }

  /** Adds and deletes one route, some forty times a second. */
  private static final class Churn implements AutoCloseable {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Thread thread;
    private volatile int turns;

    Churn(TestNamespace where, Route route) {
      thread = Thread.ofPlatform().unstarted(() -> run(where, route));
      thread.start();
    }

    private void run(TestNamespace where, Route route) {
      try (NetlinkSocket own = where.call(NetlinkSocket::open)) {
        int done = 0;
        while (!enough.get()) {
          own.add(route);
          own.delete(route);
          turns = ++done;
          LockSupport.parkNanos(PACE);
        }
      }
    }

    int turns() {
      return turns;
    }

    @Override
    public void close() {
      enough.set(true);
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
