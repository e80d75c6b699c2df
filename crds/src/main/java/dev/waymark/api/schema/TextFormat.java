package dev.waymark.api.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of text in the API: largest length, pattern, and the words that say what would be
 * right.
 */
public enum TextFormat {
  /** A name inside a resource, or of a namespace or node class: a DNS label. */
  NAME(
      63,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      "a name: lower-case letters, digits and '-', with a letter or digit at both ends"),
  /** The name of a Kubernetes object: a DNS subdomain. */
  OBJECT_NAME(
      253,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "an object's name: lower-case letters, digits, '-' and '.', with a letter or digit at both ends"),
  /** A network interface, as the kernel allows it. */
  INTERFACE(15, "[^/:\\s]+", "an interface name: up to 15 characters without '/', ':' or spaces"),
  /** A key of a ConfigMap. */
  CONFIG_KEY(253, "[-._a-zA-Z0-9]+", "a ConfigMap key: letters, digits, '-', '_' and '.'"),
  /** A label's key, with an optional DNS prefix. */
  LABEL_KEY(
      317,
      "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?",
      "a label key: [prefix/]name of letters, digits, '-', '_' and '.'"),
  /** A label's value. */
  LABEL_VALUE(
      63,
      "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?",
      "a label value: letters, digits, '-', '_' and '.'"),
  /** An annotation's value. */
  ANNOTATION(262_144, null, "a text"),
  /** A routing protocol as in {@code /etc/iproute2/rt_protos}, or its number. */
  ROUTE_PROTOCOL(16, "[a-z0-9]+", "a routing protocol's name or number, for instance bgp or 186"),
  /** A host: a name or an address. */
  HOST(253, "[-_a-zA-Z0-9.:]+", "a host name or an IP address"),
  /** An HTTP host to match, with an optional leading wildcard label. */
  HTTP_HOST(
      253,
      "(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a host name in lower case; its first label may be *"),
  /** An absolute HTTP path. */
  HTTP_PATH(1024, "/[^\\s?#]*", "a path that begins with '/'"),
  /** An HTTP method. */
  HTTP_METHOD(16, "[A-Z]+", "a method in capital letters, for instance GET"),
  /** The name of an HTTP header. */
  HTTP_HEADER(64, "[-!#$%&'*+.^_`|~0-9A-Za-z]+", "a header name"),
  /** The exact value of an HTTP header. */
  HTTP_HEADER_VALUE(256, null, "a header value"),
  /** A content digest: base32 of SHA-256, lower case, without padding. */
  DIGEST(52, "[a-z2-7]{52}", "52 characters of base32: a-z and 2-7"),
  /** The type of a condition, in CamelCase. */
  CONDITION_TYPE(64, "[A-Z][A-Za-z]*", "a condition type in CamelCase"),
  /** The machine-readable reason of a condition or failure, in CamelCase. */
  REASON(64, "[A-Z][A-Za-z0-9]*", "a reason in CamelCase"),
  /** A short sentence. */
  MESSAGE(256, null, "a sentence of up to 256 characters"),
  /** The message of a condition. */
  LONG_MESSAGE(1024, null, "a text of up to 1024 characters"),
  /** A reference in words: kind, namespace and name. */
  REFERENCE(383, null, "a reference: kind, namespace/name"),
  /** A UUID of the system or of an object. */
  UID(64, null, "a UID"),
  /** "2/3". */
  RATIO(24, "[0-9]+/[0-9]+", "two counts, for instance 2/3");

  private final int maxLength;
  private final @Nullable Pattern pattern;
  private final String meaning;

  TextFormat(int maxLength, @Nullable String pattern, String meaning) {
    this.maxLength = maxLength;
    this.pattern = pattern == null ? null : Pattern.compile("^" + pattern + "$");
    this.meaning = meaning;
  }

  /** The largest length, in characters. */
  public int maxLength() {
    return maxLength;
  }

  /**
   * The anchored pattern, in the syntax common to Java and RE2; null when any text of that length
   * will do.
   */
  public @Nullable Pattern pattern() {
    return pattern;
  }

  /** What would be right, in words. */
  public String meaning() {
    return meaning;
  }
}
