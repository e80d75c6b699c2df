package dev.waymark.api.schema;

/**
 * A rule about a change of an object, which only the API server can judge: it alone knows what was
 * there before. Stands in the record that it is about, as its constant {@code TRANSITIONS}.
 *
 * @param id names the rule in the API's page and in test cases
 * @param field the field of the object that is blamed; empty for the object itself
 * @param cel holds for a right change from {@code oldSelf} to {@code self}
 * @param message what is wrong; what would be right
 */
public record Transition(String id, String field, String cel, String message) {}
