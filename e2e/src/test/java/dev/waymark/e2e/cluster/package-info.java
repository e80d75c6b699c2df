/** Scenarios of a whole cluster, each a sentence, from kubectl to packets and back. */
@NullMarked
package dev.waymark.e2e.cluster;

import org.jspecify.annotations.NullMarked;
