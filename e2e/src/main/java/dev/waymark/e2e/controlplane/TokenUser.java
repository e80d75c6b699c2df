package dev.waymark.e2e.controlplane;

import java.util.List;

/**
 * A person that the API server knows by a token.
 *
 * @param name the user's name
 * @param groups the groups that the user is in, besides {@code system:authenticated}
 */
public record TokenUser(String name, List<String> groups) {
  /** May do everything. */
  public static final TokenUser ADMIN = new TokenUser("admin", List.of("system:masters"));

  public TokenUser {
    groups = List.copyOf(groups);
  }

  /** Somebody in these groups; without a binding that names one of them, without any right. */
  public static TokenUser of(String name, String... groups) {
    return new TokenUser(name, List.of(groups));
  }

  String token() {
    return "token-of-" + name;
  }

  /** The line of {@code --token-auth-file}. */
  String line() {
    return "%s,%s,uid-of-%s,\"%s\"".formatted(token(), name, name, String.join(",", groups));
  }
}
