package dev.waymark.daemon.probe;

import dev.waymark.compiler.model.DesiredProbe;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.daemon.probe.Answers.Asked;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.libbpf.NativeException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks every probe of a state at once, each by every next hop that its packets may take.
 *
 * <p>A question without an answer is asked again, three times in all: one lost packet proves
 * nothing. Nobody waits beyond the time given, whatever a name server or a target does.
 */
public final class Probing {
  private static final int TRIES = 3;
  private static final ProbeAnswer ENDING = new ProbeAnswer.Failed("the daemon is ending");

  private final Dataplane dataplane;
  private final Set<Future<?>> asking = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  public Probing(Dataplane dataplane) {
    this.dataplane = dataplane;
  }

  /**
   * Ends what is being asked, from any thread: its answers say nothing, and none is asked any more.
   */
  public void stop() {
    stopped = true;
    asking.forEach(question -> question.cancel(true));
  }

  /** Whether it was told to end. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Asks, from the calling thread's network namespace, under the generation that is active now.
   *
   * @param interfaceNames by index, for what is said
   * @param within the longest that it may take
   */
  public Answers ask(
      List<DesiredTrial> trials, Map<Integer, String> interfaceNames, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    ProbeWays ways = new ProbeWays(dataplane, interfaceNames);
    // Threads of the platform are born in their maker's network namespace.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("probe-", 0).daemon().factory());
    try {
      Map<Asked, Future<InetAddress>> targets = new LinkedHashMap<>();
      Map<Asked, Integer> tables = new LinkedHashMap<>();
      for (DesiredTrial trial : trials) {
        for (DesiredProbe probe : trial.probes()) {
          Asked asked = new Asked(trial.owner(), probe);
          tables.put(asked, trial.table());
          targets.put(asked, submit(threads, () -> InetAddress.getByName(probe.target())));
        }
      }
      Map<Asked, List<Future<ProbeAnswer>>> pending = new LinkedHashMap<>();
      targets.forEach((asked, target) -> {
        List<Callable<ProbeAnswer>> questions =
            questions(asked.probe(), tables.getOrDefault(asked, 0), target, ways, deadline);
        pending.put(asked, questions.stream().map(question -> submit(threads, question)).toList());
      });
      Map<Asked, ProbeAnswer> answers = new LinkedHashMap<>();
      pending.forEach((asked, all) -> answers.put(asked, worst(all, deadline)));
      return new Answers(answers);
    } finally {
      // What hangs is left behind; its answer is not waited for.
      threads.shutdownNow();
      asking.clear();
    }
  }

  private <T> Future<T> submit(ExecutorService threads, Callable<T> question) {
    Future<T> future = threads.submit(question);
    asking.add(future);
    if (stopped) {
      future.cancel(true);
    }
    return future;
  }

  private static List<Callable<ProbeAnswer>> questions(
      DesiredProbe declared, int table, Future<InetAddress> target, ProbeWays ways, long deadline) {
    Probe probe = Probe.of(declared);
    List<Callable<ProbeAnswer>> questions = new ArrayList<>();
    try {
      InetAddress address = target.get(left(deadline), TimeUnit.NANOSECONDS);
      for (ProbeWay way : ways.to(address, table)) {
        questions.add(() -> ask(probe, address, way, declared.timeout().duration(), deadline));
      }
    } catch (ExecutionException | TimeoutException unknown) {
      ProbeAnswer failed =
          new ProbeAnswer.Failed(
              unknown.getCause() instanceof UnknownHostException
                  ? "no address is known of " + declared.target()
                  : "no name server told the address of " + declared.target());
      questions.add(() -> failed);
    } catch (CancellationException ending) {
      questions.add(() -> ENDING);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      questions.add(() -> ENDING);
    }
    return questions;
  }

  private static ProbeAnswer ask(
      Probe probe, InetAddress target, ProbeWay way, Duration timeout, long deadline) {
    return switch (way) {
      case ProbeWay.Held(String why) -> new ProbeAnswer.Failed(why);
      case ProbeWay.Sent(int mark, String words) -> {
        ProbeAnswer last = new ProbeAnswer.Failed("no time was left to ask");
        for (int tries = 0; tries < TRIES && left(deadline) > 0; tries++) {
          long patience = Math.min(timeout.toNanos(), left(deadline));
          last = once(probe, target, mark, words, Duration.ofNanos(patience));
          if (last instanceof ProbeAnswer.Answered) {
            break;
          }
        }
        yield last;
      }
    };
  }

  private static ProbeAnswer once(
      Probe probe, InetAddress target, int mark, String words, Duration patience) {
    try {
      return switch (probe.ask(target, mark, patience)) {
        case ProbeAnswer.Answered answered -> answered;
        case ProbeAnswer.Failed(String saw) -> new ProbeAnswer.Failed(saw + ", " + words);
      };
    } catch (NativeException instead) {
      return new ProbeAnswer.Failed(instead.getMessage() + ", " + words);
    }
  }

  /** The first failure, if any way failed. */
  private static ProbeAnswer worst(List<Future<ProbeAnswer>> all, long deadline) {
    for (Future<ProbeAnswer> one : all) {
      try {
        if (one.get(left(deadline), TimeUnit.NANOSECONDS) instanceof ProbeAnswer.Failed failed) {
          return failed;
        }
      } catch (TimeoutException late) {
        return new ProbeAnswer.Failed("no answer before the change has to be confirmed");
      } catch (ExecutionException bug) {
        throw new IllegalStateException("a probe ended by itself", bug.getCause());
      } catch (CancellationException ending) {
        return ENDING;
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
        return ENDING;
      }
    }
    return ProbeAnswer.ANSWERED;
  }

  /** Nanoseconds; none are left once it is past. */
  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}
