package dev.waymark.dataplane.layout;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that {@code abi.h} declares, as Java believes it to be. */
public final class Abi {

  /** Every structure. */
  public static final List<Struct> STRUCTS =
      List.of(
          StoreLayout.STRUCT,
          LpmLayout.SPARSE_STRUCT,
          LpmLayout.SKIP_STRUCT,
          LpmLayout.STRUCT,
          ArrayLayout.STRUCT,
          RouteLayout.STRUCT,
          GroupLayout.STRUCT,
          OutputsLayout.OUTPUT_STRUCT,
          OutputsLayout.STRUCT,
          NextHopLayout.STRUCT,
          RuleLayout.STRUCT,
          ClassifierLayout.STRUCT,
          LimitLayout.KEY_STRUCT,
          FragmentLayout.KEY_STRUCT,
          FragmentLayout.STRUCT,
          InterfacesLayout.SLOT_STRUCT,
          InterfacesLayout.STRUCT,
          GenerationLayout.STRUCT,
          CountLayout.STRUCT,
          TraceLayout.STRUCT,
          QueriesLayout.QUERY_STRUCT,
          QueriesLayout.STRUCT,
          EventControlLayout.STRUCT,
          EventLayout.STRUCT,
          RollbackLayout.STRUCT,
          RollbackLayout.ORDER_STRUCT);

  /** Every enum: its tag, then its constants and their numbers. */
  public static final Map<String, Map<String, Integer>> ENUMS = enums();

  /** The classes whose static constants are the {@code #define}s, less the prefix {@code WM_}. */
  public static final List<Class<?>> DEFINES =
      List.of(
          StoreLayout.class,
          ControlLayout.class,
          LpmLayout.class,
          ArrayLayout.class,
          GroupLayout.class,
          OutputsLayout.class,
          RuleLayout.class,
          ClassifierLayout.class,
          LimitLayout.class,
          FragmentLayout.class,
          InterfacesLayout.class,
          GenerationLayout.class,
          CountLayout.class,
          QueriesLayout.class,
          EventControlLayout.class,
          EventLayout.class,
          RollbackLayout.class);

  private Abi() {}

  private static Map<String, Map<String, Integer>> enums() {
    Map<String, Map<String, Integer>> enums = new LinkedHashMap<>();
    enums.put("wm_phase", constants(Phase.values()));
    enums.put(
        "wm_lpm_tag",
        Map.of(
            "WM_LPM_LEAF", LpmLayout.LEAF,
            "WM_LPM_ARRAY", LpmLayout.ARRAY,
            "WM_LPM_SPARSE", LpmLayout.SPARSE,
            "WM_LPM_SKIP", LpmLayout.SKIP));
    enums.put("wm_route_type", constants(RouteType.values()));
    enums.put(
        "wm_next_hop_flags",
        Map.of(
            "WM_NEXT_HOP_ONLINK", NextHopLayout.NEXT_HOP_ONLINK,
            "WM_NEXT_HOP_NO_L2", NextHopLayout.NEXT_HOP_NO_L2));
    enums.put("wm_family", and(constants(Family.values()), "WM_FAMILY_NONE", 0));
    enums.put("wm_rule_action", constants(RuleAction.values()));
    enums.put(
        "wm_rule_flags",
        Map.of(
            "WM_RULE_SET_DSCP", RuleLayout.RULE_SET_DSCP,
            "WM_RULE_LIMIT_BYTES", RuleLayout.RULE_LIMIT_BYTES,
            "WM_RULE_LIMIT_SOURCE", RuleLayout.RULE_LIMIT_SOURCE,
            "WM_RULE_EARLY", RuleLayout.RULE_EARLY));
    enums.put(
        "wm_field",
        and(constants(RuleField.values()), "WM_FIELD_COUNT", ClassifierLayout.FIELD_COUNT));
    enums.put("wm_path", constants(ForwardingPath.values()));
    enums.put("wm_source_check", constants(SourceCheck.values()));
    enums.put("wm_generation_flags", Map.of("WM_GENERATION_NAT", GenerationLayout.GENERATION_NAT));
    Map<String, Integer> reasons =
        and(constants(Reason.values()), "WM_REASON_COUNT", CountLayout.REASON_COUNT);
    reasons.remove(Reason.NONE.cName());
    enums.put("wm_reason", and(reasons, "WM_REASON_NONE", Reason.NONE.code()));
    enums.put("wm_verdict", constants(Verdict.values()));
    enums.put("wm_question", constants(Question.values()));
    return Map.copyOf(enums);
  }

  private static Map<String, Integer> constants(AbiEnum[] values) {
    Map<String, Integer> constants = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> constants.put(value.cName(), value.code()));
    return constants;
  }

  private static Map<String, Integer> and(Map<String, Integer> constants, String name, int code) {
    constants.put(name, code);
    return constants;
  }
}
