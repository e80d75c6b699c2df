@NullMarked
package dev.waymark.dataplane.commit;

import org.jspecify.annotations.NullMarked;
