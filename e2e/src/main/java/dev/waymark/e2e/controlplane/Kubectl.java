package dev.waymark.e2e.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code kubectl} as one user, where the API server can be reached. */
public final class Kubectl {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Programs programs;
  private final Place place;
  private final Path kubeconfig;
  private final Path cache;

  Kubectl(Programs programs, Place place, Path kubeconfig, Path cache) {
    this.programs = programs;
    this.place = place;
    this.kubeconfig = kubeconfig;
    this.cache = cache;
  }

  /**
   * One for a cluster that was not started here.
   *
   * @param kubeconfig where it is, and as whom
   * @param cache a directory of the caller's
   */
  public static Kubectl elsewhere(Path kubeconfig, Path cache) {
    return new Kubectl(Programs.require(), Place.loopback(), kubeconfig, cache);
  }

  /** The file that says where and as whom; programs under test take it as {@code --kubeconfig}. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The command line, to be run or started. */
  public Command command(String... words) {
    var line = new ArrayList<String>();
    line.add(programs.program("kubectl").toString());
    line.add("--cache-dir=" + cache);
    line.addAll(List.of(words));
    return place.on(Command.of(line).with(Map.of("KUBECONFIG", kubeconfig.toString())));
  }

  /** Runs it to its end, whatever it says. */
  public Output run(String... words) {
    return command(words).run();
  }

  /** Runs it with this on its standard input, whatever it says. */
  public Output feed(String input, String... words) {
    return command(words).run(input, Command.LIMIT);
  }

  /**
   * {@code kubectl apply --server-side} of YAML documents.
   *
   * @param flags more flags, such as {@code --dry-run=server}
   */
  public Output apply(String documents, String... flags) {
    return feed(documents, with(flags, "apply", "--server-side", "-f", "-"));
  }

  /** {@code kubectl apply --server-side} of a file, a folder, or with {@code -k} of a base. */
  public Output applyFrom(String flag, Path path) {
    return run("apply", "--server-side", flag, path.toString());
  }

  /**
   * What {@code kubectl get … -o json} prints.
   *
   * @throws dev.waymark.e2e.lab.CommandFailed if the API server refuses, or there is no such object
   */
  public JsonNode get(String... words) {
    return json(with(with(new String[] {"-o", "json"}, words), "get"));
  }

  /** What the API server answers to a GET of this path. */
  public JsonNode raw(String path) {
    return json("get", "--raw", path);
  }

  private JsonNode json(String... words) {
    String out = run(words).orFail().out();
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this is no JSON: " + out, e);
    }
  }

  private static String[] with(String[] last, String... first) {
    String[] all = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }
}
