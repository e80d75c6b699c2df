package dev.waymark.controller.publish;

/** Another leader publishes under a higher epoch: whoever published until now has to stop. */
public final class EpochPassed extends RuntimeException {
  EpochPassed(long epoch, Throwable cause) {
    super("epoch " + epoch + " is over, another leader publishes", cause);
  }
}
