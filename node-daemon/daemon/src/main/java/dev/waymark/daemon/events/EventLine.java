package dev.waymark.daemon.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.net.Address;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One packet, as {@code events} prints it. Absent is what the packet does not have, or did not come
 * to.
 *
 * @param interfaceName that it came in by
 * @param length bytes of IP, a GSO packet whole
 * @param rule policy and name of the rule whose action was taken
 * @param route the counter of the route: one route, or the resource of a large table
 * @param output interface of the next hop
 * @param mark in hexadecimal, as the packet went on; absent when 0
 * @param standsFor packets that this one stands for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventLine(
    Instant time,
    long generation,
    Verdict verdict,
    Reason reason,
    @JsonProperty("interface") String interfaceName,
    @Nullable Address from,
    @Nullable Address to,
    @Nullable String protocol,
    @Nullable Integer sourcePort,
    @Nullable Integer destinationPort,
    @Nullable Integer ttl,
    @Nullable Integer dscp,
    long length,
    @Nullable String rule,
    @Nullable Integer table,
    @Nullable String route,
    @Nullable String nextHop,
    @Nullable String output,
    @Nullable String mark,
    int standsFor) {}
