package dev.waymark.daemon.source.git;

/**
 * Which branch to follow, and which folder of it.
 *
 * @param repository a path on this machine, or an HTTPS or SSH address
 * @param path folder within the repository; {@code .} is all of it
 */
public record GitLocation(String repository, String branch, String path) {}
