package dev.waymark.e2e.controlplane;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link ControlPlane} that all tests of this run share, with our definitions
 * applied, as a parameter. Such a test uses names of its own, and neither stops nor restores it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsControlPlane
@ExtendWith(SharedControlPlane.Resolver.class)
public @interface SharedControlPlane {

  /** Somebody without any right but those that a test gives. */
  TokenUser STRANGER = TokenUser.of("stranger", "strangers");

  /**
   * Whether it is one with all of our manifests: its admission policies refuse what other tests
   * write by hand, so they do not share it.
   */
  boolean installed() default false;

  /** Starts it for the first test that asks; it ends with the run. */
  final class Resolver implements ParameterResolver {
    private static final Namespace RUN = Namespace.create(SharedControlPlane.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
      boolean installed =
          context.getRequiredTestClass().getAnnotation(SharedControlPlane.class).installed();
      return context
          .getRoot()
          .getStore(RUN)
          .computeIfAbsent(installed, SharedControlPlane.Resolver::start, ControlPlane.class);
    }

    private static ControlPlane start(boolean installed) {
      ControlPlane plane = ControlPlane.start(STRANGER);
      try {
        if (installed) {
          plane.install();
        } else {
          plane.applyDefinitions();
        }
        return plane;
      } catch (RuntimeException failed) {
        plane.close();
        throw failed;
      }
    }
  }
}
