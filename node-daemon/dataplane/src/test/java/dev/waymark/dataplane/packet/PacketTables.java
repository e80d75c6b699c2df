package dev.waymark.dataplane.packet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every table of cases there is. */
final class PacketTables {
  private PacketTables() {}

  /** By the name of the table, in the order of a packet's way. */
  static Map<String, List<PacketCase>> all() {
    Map<String, List<PacketCase>> tables = new LinkedHashMap<>();
    tables.put("untouched", UntouchedCases.all());
    tables.put("exempt", ExemptCases.all());
    tables.put("malformed", MalformedCases.all());
    tables.put("tables", TableOrderCases.all());
    tables.put("rules", RuleCases.all());
    tables.put("rule fields", RuleFieldCases.all());
    tables.put("rule effects", RuleEffectCases.all());
    tables.put("fragments", FragmentCases.all());
    tables.put("to the node", ToNodeCases.all());
    tables.put("route types", RouteTypeCases.all());
    tables.put("multicast", MulticastCases.all());
    tables.put("fast path", FastPathCases.all());
    tables.put("kernel path", KernelPathCases.all());
    tables.put("drops", DropCases.all());
    return tables;
  }
}
