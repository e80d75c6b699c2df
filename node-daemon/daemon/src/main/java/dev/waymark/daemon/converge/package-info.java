/**
 * The loop: observe, compile, resolve, build aside, commit, verify, confirm or roll back, report.
 *
 * <p>One thread acts; everything else only wakes it. Nothing is removed before the whole desired
 * state was seen, and a desired state that is absent or unreadable means: keep. Each step of a
 * commit has one written answer to a crash, see {@link dev.waymark.daemon.converge.CommitStep}.
 * Start at {@link dev.waymark.daemon.converge.Converge}.
 */
@NullMarked
package dev.waymark.daemon.converge;

import org.jspecify.annotations.NullMarked;
