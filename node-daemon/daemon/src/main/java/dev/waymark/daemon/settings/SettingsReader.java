package dev.waymark.daemon.settings;

import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.kernel.NumberRange;
import dev.waymark.daemon.settings.InterfaceRule.HookChoice;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import dev.waymark.daemon.settings.InterfaceRule.SourceCheckChoice;
import dev.waymark.daemon.settings.NodeSettings.ClockChoice;
import dev.waymark.daemon.settings.NodeSettings.Directories;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** The settings file → {@link NodeSettings}, strictly. */
public final class SettingsReader {

  private static final Set<String> TOP =
      keys(
          "node",
          "source",
          "interfaces",
          "markMask",
          "kernelTables",
          "rulePriorities",
          "protected",
          "store",
          "localRoutes",
          "directories",
          "metrics",
          "clock");

  /** How a pod is told the name of its node. */
  private static final String NODE_NAME = "NODE_NAME";

  private final String file;
  private final UnaryOperator<@Nullable String> environment;
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(String file, UnaryOperator<@Nullable String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Reads a file.
   *
   * @throws WrongSettings naming every error with file, line and column
   */
  public static NodeSettings read(Path path, SettingsOverrides overrides) throws WrongSettings {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new WrongSettings(
          List.of("%s: cannot be read; name the settings file with --config".formatted(path)));
    }
    return read(path.toString(), text, overrides, System::getenv);
  }

  /** Reads the text of a file of this name, in this environment. */
  static NodeSettings read(
      String file,
      String text,
      SettingsOverrides overrides,
      UnaryOperator<@Nullable String> environment)
      throws WrongSettings {
    SettingsReader reader = new SettingsReader(file, environment);
    NodeSettings settings = reader.settings(reader.compose(new StringReader(text)), overrides);
    if (!reader.problems.isEmpty()) {
      throw new WrongSettings(reader.problems);
    }
    return settings;
  }

  private @Nullable Node compose(Reader text) throws WrongSettings {
    try {
      return new Yaml(new LoaderOptions()).compose(text);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
      throw new WrongSettings(
          List.of("%s:%d:%d: is not YAML here: %s".formatted(file, line, column, e.getProblem())));
    } catch (YAMLException e) {
      throw new WrongSettings(List.of("%s:1:1: is not YAML: %s".formatted(file, e.getMessage())));
    }
  }

  private NodeSettings settings(@Nullable Node root, SettingsOverrides overrides) {
    SettingsMapping top = new SettingsMapping(file, "", root, TOP, problems);
    SettingsMapping node = top.mapping("node", keys("name", "labels"));
    String name = node.value("name", SettingsText::text, null);
    if (overrides.node() != null) {
      name = overrides.node();
    }
    return new NodeSettings(
        name == null ? nodeName() : name,
        node.texts("labels"),
        SourceReader.read(top, overrides),
        interfaces(top),
        markMask(top),
        range(top, "kernelTables", NodeSettings.KERNEL_TABLES, 256, Integer.MAX_VALUE - 1),
        range(top, "rulePriorities", NodeSettings.RULE_PRIORITIES, 1, 32_765),
        top.list("protected", Prefix::parse),
        storeLimit(top),
        top.value(
            "localRoutes",
            text -> SettingsText.integer(text, 0, 1_000_000),
            NodeSettings.LOCAL_ROUTES),
        directories(top, overrides),
        top.mapping("metrics", keys("listen"))
            .value("listen", SettingsReader::listen, NodeSettings.METRICS_LISTEN),
        top.value(
            "clock", t -> SettingsText.choice(ClockChoice.class, t), ClockChoice.Synchronised));
  }

  /** An empty text serves nowhere. */
  private static Optional<ListenAddress> listen(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(ListenAddress.parse(text));
  }

  private static List<InterfaceRule> interfaces(SettingsMapping top) {
    if (!top.has("interfaces")) {
      return NodeSettings.INTERFACES;
    }
    List<InterfaceRule> rules = new ArrayList<>();
    for (SettingsMapping one :
        top.mappings("interfaces", keys("match", "path", "hook", "sourceCheck"))) {
      String match = one.value("match", SettingsText::text, null);
      if (match == null) {
        one.tell("match", "is missing; write a name, a glob such as lan*, or Uplink");
        continue;
      }
      rules.add(
          new InterfaceRule(
              match,
              one.value("path", t -> SettingsText.choice(PathChoice.class, t), PathChoice.Kernel),
              one.value("hook", t -> SettingsText.choice(HookChoice.class, t), HookChoice.Tcx),
              one.value(
                  "sourceCheck",
                  t -> SettingsText.choice(SourceCheckChoice.class, t),
                  SourceCheckChoice.Strict)));
    }
    return rules;
  }

  private static int markMask(SettingsMapping top) {
    int mask =
        top.value(
            "markMask",
            text -> (int) SettingsText.number(text, 1, 0xffff_ffffL),
            NodeSettings.MARK_MASK);
    if (Integer.bitCount(mask) < 3) {
      top.tell("markMask", "has fewer than 3 bits; next hops are told apart by them");
      return NodeSettings.MARK_MASK;
    }
    return mask;
  }

  private static NumberRange range(
      SettingsMapping top, String key, NumberRange otherwise, int least, int most) {
    if (!top.has(key)) {
      return otherwise;
    }
    SettingsMapping range = top.mapping(key, keys("from", "to"));
    int from = range.value("from", t -> SettingsText.integer(t, least, most), otherwise.from());
    int to = range.value("to", t -> SettingsText.integer(t, least, most), otherwise.to());
    if (to - from < 4) {
      top.tell(key, "%d to %d holds too few; at least 5 are needed".formatted(from, to));
      return otherwise;
    }
    return new NumberRange(from, to);
  }

  private static long storeLimit(SettingsMapping top) {
    SettingsMapping store = top.mapping("store", keys("limit"));
    long limit = store.value("limit", SettingsText::size, NodeSettings.STORE_LIMIT);
    boolean fits = Long.bitCount(limit) == 1 && limit >= 1 << 20 && limit <= 1 << 29;
    if (!fits) {
      store.tell("limit", "is not a power of two from 1Mi to 512Mi");
      return NodeSettings.STORE_LIMIT;
    }
    return limit;
  }

  private static Directories directories(SettingsMapping top, SettingsOverrides overrides) {
    SettingsMapping mapping = top.mapping("directories", keys("pin", "state", "run"));
    Directories absent = NodeSettings.DIRECTORIES;
    return new Directories(
        overrides.orElse(overrides.pin(), directory(mapping, "pin", absent.pin())),
        overrides.orElse(overrides.state(), directory(mapping, "state", absent.state())),
        overrides.orElse(overrides.run(), directory(mapping, "run", absent.run())));
  }

  private static Path directory(SettingsMapping mapping, String key, Path otherwise) {
    Path path = mapping.value(key, text -> Path.of(SettingsText.text(text)), otherwise);
    if (!path.isAbsolute()) {
      mapping.tell(key, "is not an absolute path; begin it with /");
    }
    return path;
  }

  private String nodeName() {
    String told = environment.apply(NODE_NAME);
    return told == null || told.isBlank() ? hostName() : told;
  }

  /** Read from the kernel, for the name service is not to be waited for. */
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }
}
