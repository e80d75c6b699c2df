/**
 * What the Kernel path needs in the kernel: one small table per next hop, chosen by a mark.
 *
 * <p>What is wanted and what is there are values, and their difference is computed before anything
 * acts. Only marks inside the mark mask, tables inside the table range and rules inside the
 * priority range are ever written, each with our protocol number; whatever lacks one of the two is
 * somebody else's and stays. Things are added before a generation that needs them is published, and
 * removed only after no generation needs them. Start at {@link
 * dev.waymark.daemon.kernel.Ownership}.
 */
@NullMarked
package dev.waymark.daemon.kernel;

import org.jspecify.annotations.NullMarked;
