package dev.waymark.e2e.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** As whom the API server is asked. */
public sealed interface Credential {

  /** The {@code user} of a kubeconfig. */
  ObjectNode user();

  /** Whoever the token says: a {@link TokenUser}, or a ServiceAccount. */
  record Token(String token) implements Credential {
    @Override
    public ObjectNode user() {
      return JsonNodeFactory.instance.objectNode().put("token", token);
    }

    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * Somebody else, impersonated by one who may.
   *
   * @param by the token of the one who may
   * @param extra what else an authenticator would say of the user, such as a bound token's node
   */
  record Impersonation(String by, String name, List<String> groups, Map<String, List<String>> extra)
      implements Credential {
    public Impersonation {
      groups = List.copyOf(groups);
      extra = Map.copyOf(extra);
    }

    @Override
    public ObjectNode user() {
      ObjectNode user = JsonNodeFactory.instance.objectNode();
      user.put("token", by).put("as", name);
      groups.forEach(user.putArray("as-groups")::add);
      ObjectNode more = user.putObject("as-user-extra");
      extra.forEach((key, values) -> values.forEach(more.putArray(key)::add));
      return user;
    }

    @Override
    public String toString() {
      return "Impersonation[" + name + ", " + extra + "]";
    }
  }
}
