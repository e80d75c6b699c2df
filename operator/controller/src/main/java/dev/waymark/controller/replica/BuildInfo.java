package dev.waymark.controller.replica;

/** Which Waymark this is. */
public final class BuildInfo {

  /** As {@code --version} and the metric {@code waymark_operator_build_info} tell it. */
  public static final String VERSION = "0.1.0";

  private BuildInfo() {}
}
