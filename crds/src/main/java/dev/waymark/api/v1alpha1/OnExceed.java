package dev.waymark.api.v1alpha1;

/** What a mirror does above its limit. */
public enum OnExceed {
  /** Keep the last good content and say so. */
  KeepLast,
  /** Take the mirror's routes away and say so. */
  Refuse
}
