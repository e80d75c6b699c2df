package dev.waymark.libbpf.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test needs a kernel with TCX, and the rights to use it and to make network namespaces.
 * Without them it is skipped with one loud line; where the environment says {@code CI=true} it
 * fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBpfCondition.class)
public @interface NeedsBpf {}
