/**
 * What a real API server makes of our definitions, manifests and policies, and the fixtures that
 * bring one to a test: {@link dev.waymark.e2e.controlplane.NeedsControlPlane}, {@link
 * dev.waymark.e2e.controlplane.SharedControlPlane}.
 */
@NullMarked
package dev.waymark.e2e.controlplane;

import org.jspecify.annotations.NullMarked;
