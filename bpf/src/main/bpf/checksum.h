/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * checksum.h: what a smaller TTL and another DSCP do to an IPv4 header.
 */
#ifndef WM_CHECKSUM_H
#define WM_CHECKSUM_H

#include <linux/types.h>
#include <bpf/bpf_endian.h>

/*
 * The header's bytes 8..11 (TTL, protocol, checksum, in network order) with one
 * TTL less. The TTL is the high byte of its 16-bit word, so that the checksum
 * grows by 0x0100 in one's complement; of the two zeros, 0xffff is never written
 * (RFC 1624, section 3).
 */
static __always_inline __u32 wm_ttl_word_decremented(__u32 network_order)
{
	__u32 word = bpf_ntohl(network_order);
	__u32 sum = (word & 0xffff) + 0x0100;

	sum += sum >= 0xffff;
	return bpf_htonl(((word & 0xffff0000) - 0x01000000) | (sum & 0xffff));
}

/*
 * The same bytes when the DSCP elsewhere in the header goes from `before` to
 * `after`. Its word changes by four times the difference (RFC 1624, equation 3):
 * ~m + m' = 0xffff + m' - m, which is never negative.
 */
static __always_inline __u32 wm_ttl_word_with_dscp(__u32 network_order, __u32 before, __u32 after)
{
	__u32 word = bpf_ntohl(network_order);
	__u32 sum = (~word & 0xffff) + 0xffff + (after << 2) - (before << 2);

	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return bpf_htonl((word & 0xffff0000) | (~sum & 0xffff));
}

#endif /* WM_CHECKSUM_H */
