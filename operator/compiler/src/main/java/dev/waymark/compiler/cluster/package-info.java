/**
 * What the objects of a Kubernetes cluster tell the compiler: facts and inputs.
 *
 * <p>The operator and a plan read them through here, so that a plan names the very root that the
 * operator publishes. Objects in, values out: who fetched or watched them does not matter, nor in
 * which order they came.
 */
@NullMarked
package dev.waymark.compiler.cluster;

import org.jspecify.annotations.NullMarked;
