package dev.waymark.controller.rollout;

import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;

/** What a root stands for. */
public record RootContent(Digest root, DesiredState state, Contributions contributions) {}
