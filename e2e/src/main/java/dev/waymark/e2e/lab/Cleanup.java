package dev.waymark.e2e.lab;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be undone, in the reverse of the order in which it was done: once, when closed or when
 * the program is interrupted, whichever comes first.
 */
public final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> undo = new ArrayDeque<>();
  private final Thread onInterrupt = new Thread(this::undoAll, "lab-cleanup");
  private boolean done;

  public Cleanup() {
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /**
   * Takes over the duty to close this.
   *
   * @throws IllegalStateException if the clean-up already ran; the thing is then closed at once
   */
  public synchronized <T extends AutoCloseable> T add(T thing) {
    if (done) {
      close(thing);
      throw new IllegalStateException("the lab is being torn down");
    }
    undo.push(thing);
    return thing;
  }

  @Override
  public void close() {
    undoAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook runs or ran, and finds nothing left to do.
    }
  }

  private synchronized void undoAll() {
    done = true;
    while (!undo.isEmpty()) {
      close(undo.pop());
    }
  }

  /** One thing that cannot be undone must not keep the rest from being undone: say so, go on. */
  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      System.err.println("lab: cannot clean up " + thing + ": " + e.getMessage());
    }
  }
}
