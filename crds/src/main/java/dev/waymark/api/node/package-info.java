/** What the operator and the daemons say to each other; users read it and never write it. */
@NullMarked
package dev.waymark.api.node;

import org.jspecify.annotations.NullMarked;
