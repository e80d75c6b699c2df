package dev.waymark.api.yaml;

/** A document of another API group: not ours to judge. Texts are empty where it has none. */
public record SkippedDocument(Place place, String apiVersion, String kind, String name) {}
