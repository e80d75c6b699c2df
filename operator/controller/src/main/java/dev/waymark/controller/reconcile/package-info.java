/**
 * The reconcilers of the user's kinds. They decide nothing: each writes the status that the newest
 * pass found, and lets a deleted resource go when the newest pass says that its effect is gone.
 *
 * <p>Start at {@link dev.waymark.controller.reconcile.NewestPass}.
 */
@NullMarked
package dev.waymark.controller.reconcile;

import org.jspecify.annotations.NullMarked;
