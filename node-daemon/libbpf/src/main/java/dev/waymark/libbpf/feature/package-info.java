/**
 * What this kernel can do, asked of the kernel itself and never concluded from its version. An
 * answer is yes, no, or cannot tell, and the last two say why.
 */
@NullMarked
package dev.waymark.libbpf.feature;

import org.jspecify.annotations.NullMarked;
