package dev.waymark.repository;

/**
 * One manifest as a commit holds it.
 *
 * @param path from the repository's root, with forward slashes
 * @param text the whole file
 */
public record SourceFile(String path, String text) {}
