/**
 * Values of the API that Kubernetes writes in a form of its own, and the mapper that writes
 * statuses as Kubernetes does.
 */
@NullMarked
package dev.waymark.api.json;

import org.jspecify.annotations.NullMarked;
