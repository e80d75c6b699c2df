package dev.waymark.daemon.cli;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.waymark.api.json.Json;
import dev.waymark.daemon.converge.RunLock;
import dev.waymark.daemon.events.EventNames;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.dataplane.events.Event;
import dev.waymark.dataplane.events.EventStream;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark-node events}. */
@Command(
    name = "events",
    description =
        "Print packets and what became of them, a line of JSON each, until ended: dropped ones, and"
            + " a sample of the others. What was not told is said on standard error at the end.")
final class EventsCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--sample",
      paramLabel = "1/N",
      description =
          "Of packets that are not dropped one in N, at random; 0: none (default: 1/1000).")
  private String sample = "1/1000";

  @Option(
      names = "--drops",
      paramLabel = "N",
      description = "Dropped packets a second at most; 0: none (default: 100).")
  private int drops = 100;

  @Option(names = "--count", paramLabel = "N", description = "End after so many (default: never).")
  private long count = Long.MAX_VALUE;

  private volatile boolean ended;
  private long told;

  @Override
  public Integer call() throws Exception {
    EventStream.Wanted wanted = new EventStream.Wanted(oneIn(), Math.max(0, drops));
    NodeSettings settings = config.read();
    return switch (RunLock.takeEvents(settings.directories().run())) {
      case RunLock.Attempt.Held(String holder) -> {
        System.err.printf(
            "waymark-node: process %s reads the events already; there is one reader at a time%n",
            holder);
        yield ExitCode.REFUSED;
      }
      case RunLock.Attempt.Taken(RunLock lock) -> {
        try (lock) {
          yield read(settings, wanted);
        }
      }
    };
  }

  private int read(NodeSettings settings, EventStream.Wanted wanted) throws IOException {
    Optional<EventStream> opened = EventStream.open(settings.directories().pin(), wanted);
    if (opened.isEmpty()) {
      System.err.printf(
          "waymark-node: nothing is pinned below %s: no daemon published anything here%n",
          settings.directories().pin());
      return ExitCode.NOT_SO;
    }
    CountDownLatch done = new CountDownLatch(1);
    Thread end = new Thread(() -> end(opened.get(), done), "end");
    Runtime.getRuntime().addShutdownHook(end);
    try (EventStream stream = opened.get();
        NetlinkSocket socket = NetlinkSocket.open()) {
      print(stream, new EventNames(settings.directories().state(), socket, Clock.systemUTC()));
      EventStream.Untold untold = stream.untold();
      System.err.printf(
          "%d told; not told: %d drops above the limit, %d for want of room%n",
          told, untold.overLimit(), untold.lost());
    } finally {
      done.countDown();
    }
    return ExitCode.DONE;
  }

  /** When the process is asked to end: lets the reader say its last word. */
  private void end(EventStream stream, CountDownLatch done) {
    ended = true;
    try {
      stream.wake();
      // Whoever reads our output may have stopped reading. Then the programs stop by themselves.
      boolean said = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!said) {
        System.err.println("waymark-node: ended before the last events could be printed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(EventStream stream, EventNames names) throws IOException {
    ObjectWriter json = Json.mapper().writer();
    PrintStream out = System.out;
    while (!ended && told < count && !out.checkError()) {
      List<Event> events = new ArrayList<>();
      stream.read(events::add);
      for (Event event : events) {
        if (told < count) {
          out.println(json.writeValueAsString(names.line(event)));
          told++;
        }
      }
    }
  }

  private int oneIn() {
    String digits = sample.startsWith("1/") ? sample.substring(2) : sample;
    try {
      int number = Integer.parseInt(digits);
      if (number >= (sample.startsWith("1/") ? 1 : 0) && (sample.startsWith("1/") || number == 0)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrongSample();
    }
    throw wrongSample();
  }

  private ParameterException wrongSample() {
    return new ParameterException(
        spec.commandLine(),
        "--sample \"%s\" is neither 1/N nor 0; write 1/1000 for one in a thousand"
            .formatted(sample));
  }
}
