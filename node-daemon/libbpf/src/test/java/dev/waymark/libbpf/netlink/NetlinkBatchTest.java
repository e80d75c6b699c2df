package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class NetlinkBatchTest {
  private static final int TABLE = 300;
  private static final int MANY = 50_000;

  private TestNamespace here;
  private NetlinkSocket netlink;

  @BeforeEach
  void aHost() {
    here = TestNamespace.create("batch");
    netlink = here.call(NetlinkSocket::open);
  }

  @AfterEach
  void nothingIsLeft() {
    netlink.close();
    here.close();
  }

  @Test
  void everyChangeOfALargeBatchIsMade() {
    List<Route> routes = IntStream.range(0, MANY).mapToObj(NetlinkBatchTest::route).toList();
    NetlinkBatch adding = netlink.batch();
    routes.forEach(adding::add);
    assertThat(adding.finish()).isEmpty();
    assertThat(ours()).hasSize(MANY);

    NetlinkBatch deleting = netlink.batch();
    routes.forEach(deleting::delete);
    assertThat(deleting.finish()).isEmpty();
    assertThat(ours()).isEmpty();
  }

  @Test
  void failuresNameTheirObjectsAndStopNoOthers() {
    netlink.add(route(5));
    netlink.add(route(1500));
    NetlinkBatch batch = netlink.batch();
    IntStream.range(0, 3000).mapToObj(NetlinkBatchTest::route).forEach(batch::add);
    List<NetlinkBatch.Failure> failures = batch.finish();
    assertThat(failures)
        .extracting(NetlinkBatch.Failure::object)
        .containsExactly(route(5), route(1500));
    assertThat(failures).allMatch(f -> f.cause().errnoName().equals("EEXIST"));
    assertThat(ours()).hasSize(3000);
  }

  @Test
  void aBatchInWhichEverythingFailsTellsEveryFailure() {
    NetlinkBatch batch = netlink.batch();
    IntStream.range(0, 20_000).mapToObj(NetlinkBatchTest::route).forEach(batch::delete);
    assertThat(batch.finish()).hasSize(20_000).allMatch(NetlinkBatch.Failure::absent);
    assertThat(netlink.links()).isNotEmpty();
  }

  @Test
  void anEmptyBatchIsNothing() {
    assertThat(netlink.batch().finish()).isEmpty();
  }

  private List<Route> ours() {
    return netlink.routes(RouteFilter.table(IpFamily.V4, TABLE));
  }

  private static Route route(int index) {
    return Route.to(new IpAddress(IpFamily.V4, (0x0a000000L + index) << 32, 0), 32)
        .inTable(TABLE)
        .ofType(RouteType.UNREACHABLE);
  }
}
