package dev.waymark.daemon.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** SIGHUP, which asks a daemon to look at its sources now. */
public final class HangUp {

  private HangUp() {}

  /**
   * Calls {@code action} on every SIGHUP from now on, instead of ending the process.
   *
   * @throws IllegalStateException on a Java runtime without {@code jdk.unsupported}
   */
  public static void handle(Runnable action) {
    // Java has no public API for signals; by reflection, the compiler's warning about
    // sun.misc, which nothing can suppress, stays out of a build that allows no warnings.
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object onSignal =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" ->
                        arguments != null
                            && System.identityHashCode(proxy)
                                == System.identityHashCode(arguments[0]);
                    default -> "HangUp";
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), onSignal);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          "cannot handle SIGHUP: the Java runtime lacks the module jdk.unsupported", e);
    }
  }
}
