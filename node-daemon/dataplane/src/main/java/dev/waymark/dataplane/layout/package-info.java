/**
 * The shape of shared memory: one class per structure of {@code abi.h}, and one enum per enum.
 *
 * <p>Nothing here acts. Each class draws its structure, gives offsets and sizes in bytes, and says
 * who writes it when; {@link dev.waymark.dataplane.layout.Abi} lists them all, so that a test can
 * compare every field with the BTF of the compiled programs, both ways. Start with {@link
 * dev.waymark.dataplane.layout.StoreLayout}.
 */
@NullMarked
package dev.waymark.dataplane.layout;

import org.jspecify.annotations.NullMarked;
