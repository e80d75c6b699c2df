package dev.waymark.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a list or map that is present, and how a list merges: by key, or as one atom. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Items {
  /** The least number of elements of a list that is present. */
  int min() default 0;

  /** The largest number of elements. */
  int max();

  /** The fields that name an element and are unique together; none: the list is atomic. */
  String[] key() default {};

  /** Whether the field must be present. */
  boolean required() default false;
}
