package dev.waymark.cli.complete;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The words that may stand where the cursor is. Which words a command takes is read from its
 * options and parameters; what their labels stand for is asked of the cluster.
 */
public final class Completion {

  private final CommandSpec program;
  private final Supplier<Collection<String>> nodes;
  private final Supplier<Collection<String>> resources;

  /**
   * Candidates.
   *
   * @param words those that begin as the word under the cursor does
   * @param files whether a file's name may stand there instead
   */
  public record Candidates(List<String> words, boolean files) {
    /** Copies. */
    public Candidates {
      words = List.copyOf(words);
    }
  }

  /**
   * For a program.
   *
   * @param nodes the cluster's nodes, asked only if one may stand there
   * @param resources the cluster's resources, likewise
   */
  public Completion(
      CommandSpec program,
      Supplier<Collection<String>> nodes,
      Supplier<Collection<String>> resources) {
    this.program = program;
    this.nodes = nodes;
    this.resources = resources;
  }

  /** The candidates for the last of the words, which may be empty. */
  public Candidates of(List<String> words) {
    CommandSpec command = program;
    boolean named = false;
    int positional = 0;
    OptionSpec open = null;
    List<String> before = words.subList(0, Math.max(0, words.size() - 1));
    for (String word : before) {
      if (open != null) {
        open = null;
      } else if (word.startsWith("-")) {
        open = valued(command, word);
      } else if (!named && program.subcommands().containsKey(word)) {
        command = subcommand(word);
        named = true;
      } else {
        positional++;
      }
    }
    return beginning(
        words.isEmpty() ? "" : words.getLast(),
        candidates(command, named, positional, open, words));
  }

  private Candidates candidates(
      CommandSpec command,
      boolean named,
      int positional,
      @Nullable OptionSpec open,
      List<String> words) {
    if (open != null) {
      return values(open);
    }
    if (!words.isEmpty() && words.getLast().startsWith("-")) {
      return new Candidates(options(command), false);
    }
    if (!named) {
      return new Candidates(
          program.subcommands().entrySet().stream()
              .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
              .map(one -> one.getKey())
              .sorted()
              .toList(),
          false);
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.index().contains(positional)) {
        return values(parameter);
      }
    }
    return new Candidates(List.of(), false);
  }

  private Candidates values(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      List<String> known = new ArrayList<>();
      argument.completionCandidates().forEach(known::add);
      return new Candidates(known, false);
    }
    return switch (argument.paramLabel()) {
      case "NODE" -> new Candidates(List.copyOf(nodes.get()), false);
      case "RESOURCE" -> new Candidates(List.copyOf(resources.get()), false);
      case "FILE", "DIR" -> new Candidates(List.of(), true);
      default -> new Candidates(List.of(), false);
    };
  }

  private CommandSpec subcommand(String name) {
    return Objects.requireNonNull(program.subcommands().get(name), name).getCommandSpec();
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .sorted()
        .toList();
  }

  /** The option that takes the next word; null if this word says it all. */
  private static @Nullable OptionSpec valued(CommandSpec command, String word) {
    OptionSpec option = command.findOption(word);
    return option == null || option.arity().max() == 0 ? null : option;
  }

  private static Candidates beginning(String word, Candidates all) {
    return new Candidates(
        all.words().stream().filter(one -> one.startsWith(word)).toList(), all.files());
  }
}
