package dev.waymark.dataplane;

/** How full the store is. */
public record Capacity(
    long storeBytes, long usedBytes, long largestBytes, long routes, int nextHops, int rules) {}
