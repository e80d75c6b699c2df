package dev.waymark.compiler.contribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.schema.ApiType;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the schema that this version serves, as a list. Every other field that is present
 * is found, with its path: so a field added to the schema is refused, never ignored, until it is
 * listed here and served.
 *
 * <p>{@code []} stands for every element of a list; after {@code =} stand the served values of an
 * enum.
 */
public final class ServedFields {
  /** Of a RouteTable. */
  public static final ServedFields ROUTE_TABLE =
      new ServedFields(
          """
          spec
          spec.tableId
          spec.precedence
          spec.nodeSelector
          spec.nodeSelector.matchLabels
          spec.nodeSelector.matchExpressions
          spec.nodeSelector.matchExpressions[].key
          spec.nodeSelector.matchExpressions[].operator = In NotIn Exists DoesNotExist
          spec.nodeSelector.matchExpressions[].values
          spec.routes
          spec.routes[].to
          spec.routes[].type = Unicast Local Blackhole Unreachable Prohibit Throw Multicast
          spec.routes[].metric
          spec.routes[].via
          spec.routes[].via[].gateway
          spec.routes[].via[].interface
          spec.routes[].via[].weight
          spec.routes[].via[].onlink
          spec.routes[].via[].optional
          spec.routes[].src
          spec.routes[].inputInterface
          spec.routes[].mtu
          spec.routes[].expiresAt
          spec.routes[].force
          spec.routesFrom
          spec.routesFrom[].name
          spec.routesFrom[].configMap
          spec.routesFrom[].configMap.namespace
          spec.routesFrom[].configMap.name
          spec.routesFrom[].configMap.key
          spec.routesFrom[].kernelTable
          spec.routesFrom[].kernelTable.id
          spec.routesFrom[].kernelTable.protocols
          spec.routesFrom[].allow
          spec.routesFrom[].allow[].prefix
          spec.routesFrom[].allow[].le
          spec.routesFrom[].maxRoutes
          spec.routesFrom[].onExceed = KeepLast Refuse
          spec.liveness
          spec.liveness.type = Icmp Tcp None
          spec.liveness.port
          spec.liveness.interval
          spec.liveness.failures
          spec.probes
          spec.probes[].name
          spec.probes[].type = Icmp Tcp Http
          spec.probes[].target
          spec.probes[].port
          spec.probes[].path
          spec.probes[].timeout
          spec.rollout
          spec.rollout.canary
          spec.rollout.maxUnavailable
          spec.rollout.confirmWithin
          """);

  /** Of a RoutingPolicy. */
  public static final ServedFields ROUTING_POLICY =
      new ServedFields(
          """
          spec
          spec.priority
          spec.nodeSelector
          spec.nodeSelector.matchLabels
          spec.nodeSelector.matchExpressions
          spec.nodeSelector.matchExpressions[].key
          spec.nodeSelector.matchExpressions[].operator = In NotIn Exists DoesNotExist
          spec.nodeSelector.matchExpressions[].values
          spec.rules
          spec.rules[].name
          spec.rules[].traffic = Forwarded ToNode
          spec.rules[].match
          spec.rules[].match.from
          spec.rules[].match.to
          spec.rules[].match.inputInterfaces
          spec.rules[].match.dscp
          spec.rules[].match.protocol
          spec.rules[].match.sourcePorts
          spec.rules[].match.sourcePorts[].from
          spec.rules[].match.sourcePorts[].to
          spec.rules[].match.destinationPorts
          spec.rules[].match.destinationPorts[].from
          spec.rules[].match.destinationPorts[].to
          spec.rules[].match.mark
          spec.rules[].match.mark.value
          spec.rules[].match.mark.mask
          spec.rules[].match.icmp
          spec.rules[].match.icmp.type
          spec.rules[].match.icmp.code
          spec.rules[].set
          spec.rules[].set.dscp
          spec.rules[].set.mark
          spec.rules[].set.mark.value
          spec.rules[].set.mark.mask
          spec.rules[].limit
          spec.rules[].limit.packetsPerSecond
          spec.rules[].limit.bitsPerSecond
          spec.rules[].limit.burst
          spec.rules[].limit.per = Rule Source
          spec.rules[].mirror
          spec.rules[].mirror.interface
          spec.rules[].mirror.sampleOneIn
          spec.rules[].action
          spec.rules[].action.type = Lookup Drop Reject Pass
          spec.rules[].action.tableId
          spec.rules[].action.suppressPrefixLength
          """);

  /** Of a TrafficSteer: nothing yet. */
  public static final ServedFields TRAFFIC_STEER = new ServedFields("");

  /** Asking a class for its components costs more than reading them all. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private final Map<String, Set<String>> served;

  private ServedFields(String list) {
    served =
        list.lines()
            .map(line -> line.split(" = "))
            .collect(Collectors.toMap(l -> l[0], ServedFields::values));
  }

  private static Set<String> values(String[] line) {
    return line.length == 1 ? Set.of() : new TreeSet<>(Arrays.asList(line[1].split(" ")));
  }

  /** Adds a finding for each field of the spec that is present and not served. */
  public void check(Object spec, Findings findings) {
    visit("spec", "spec", spec, findings);
  }

  private void visit(String path, String pattern, Object value, Findings findings) {
    Set<String> values = served.get(pattern);
    if (values == null) {
      findings.add(
          DiagnosticCode.NotSupportedYet,
          path,
          "is not served by this version; remove it, nothing else takes its place yet");
      return;
    }
    switch (value) {
      case Enum<?> constant when !values.contains(constant.name()) ->
          findings.add(
              DiagnosticCode.NotSupportedYet,
              path,
              constant.name()
                  + " is not served by this version; "
                  + String.join(", ", values)
                  + " would be");
      case Collection<?> list -> {
        int index = 0;
        for (Object element : list) {
          if (element instanceof Record object) {
            fields(path + "[" + index + "]", pattern + "[]", object, findings);
          }
          index++;
        }
      }
      case Record object -> fields(path, pattern, object, findings);
      default -> {}
    }
  }

  private void fields(String path, String pattern, Record object, Findings findings) {
    for (Field field : FIELDS.get(object.getClass())) {
      Object value = field.read(object);
      if (value != null && present(value)) {
        visit(path + "." + field.name, pattern + "." + field.name, value, findings);
      }
    }
  }

  private static List<Field> fields(Class<?> type) {
    return type.isAnnotationPresent(ApiType.class)
        ? Arrays.stream(type.getRecordComponents())
            .map(component -> new Field(name(component), component.getAccessor()))
            .toList()
        : List.of();
  }

  private static String name(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static boolean present(Object value) {
    return switch (value) {
      case Collection<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /** The served paths, for tests and documents. */
  public List<String> paths() {
    return served.keySet().stream().sorted().toList();
  }

  /** A field of the schema, and how it is read. */
  private record Field(String name, Method accessor) {
    @Nullable Object read(Record object) {
      try {
        return accessor.invoke(object);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the API's records are public", e);
      }
    }
  }
}
