/**
 * What lies in {@code manifests/} beside definitions and rights: that it builds and is taken by an
 * API server, and that Argo CD's scripts and the dashboards speak of what there is.
 */
@NullMarked
package dev.waymark.e2e.manifests;

import org.jspecify.annotations.NullMarked;
