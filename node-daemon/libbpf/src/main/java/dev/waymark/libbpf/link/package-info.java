/**
 * Attaching programs. A link is an object of the kernel that holds one program at one place;
 * pinned, it outlives the process, and removing the pin detaches.
 *
 * <p>Every kind of link passes one contract test: pin, reopen, update with and without the right
 * expectation, its interface going away, close.
 */
@NullMarked
package dev.waymark.libbpf.link;

import org.jspecify.annotations.NullMarked;
