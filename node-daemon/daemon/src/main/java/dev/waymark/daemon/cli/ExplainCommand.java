package dev.waymark.daemon.cli;

import dev.waymark.api.json.Json;
import dev.waymark.daemon.explain.CaptureFile;
import dev.waymark.daemon.explain.Explained;
import dev.waymark.daemon.explain.ExplainedText;
import dev.waymark.daemon.explain.NodeInquiry;
import dev.waymark.daemon.explain.Question;
import dev.waymark.libbpf.netlink.Link;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark-node explain}. */
@Command(
    name = "explain",
    description =
        "Say what the live program would do with a packet, and why. Exit code 0: Waymark says what"
            + " becomes of it; 1: no table claims it, or the interface is not ours.")
final class ExplainCommand implements Callable<Integer> {

  /** How to print. */
  enum Format {
    text,
    json
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions config = new ConfigOptions();
  @Mixin private PacketOptions packet = new PacketOptions();

  @Option(
      names = "--in",
      paramLabel = "INTERFACE",
      description = "Where the packet comes in (default: where its source is).")
  private @Nullable String input;

  @Option(
      names = "--mark",
      paramLabel = "N",
      description = "The mark that the packet comes with (default: 0).")
  private int mark;

  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description = "Explain each frame of a capture (pcap or pcapng, Ethernet) instead.")
  private @Nullable Path capture;

  @Option(names = "--uid", paramLabel = "N", description = "Not served yet: local senders.")
  private @Nullable Integer uid;

  @Option(names = "--hex", description = "Show the bytes of the packet that goes on.")
  private boolean hex;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.text;

  @Override
  public Integer call() throws Exception {
    if (uid != null) {
      throw wrong("--uid asks about a local sender, which is not served yet; leave it out");
    }
    Optional<Question> question = packet.question();
    if (question.isPresent() == (capture != null)) {
      throw wrong("say --from and --to, or --pcap");
    }
    question
        .flatMap(Question::fault)
        .ifPresent(fault -> {
          throw wrong(fault);
        });
    return switch (NodeInquiry.open(config.read())) {
      case NodeInquiry.Opened.Ready(NodeInquiry node) -> {
        try (node) {
          yield question.isPresent() ? one(node, question.get()) : all(node);
        }
      }
      case NodeInquiry.Opened.Absent(String why) -> said(why, ExitCode.NOT_SO);
      case NodeInquiry.Opened.Refused(String why) -> said(why, ExitCode.REFUSED);
    };
  }

  private static int said(String why, int exit) {
    System.err.println("waymark-node: " + why);
    return exit;
  }

  private int one(NodeInquiry node, Question question) throws IOException {
    Link by =
        input == null
            ? node.interfaceOf(question.from())
                .orElseThrow(
                    () -> wrong("no subnet of this node holds " + question.from() + "; say --in"))
            : named(node, input);
    Explained told = node.ask(question, by, mark, hex);
    System.out.print(format == Format.json ? Json.pretty(told) : ExplainedText.of(told));
    return told.claimed() ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private int all(NodeInquiry node) throws IOException {
    String name = input;
    Path file = capture;
    if (name == null || file == null) {
      throw wrong("--pcap needs --in, the interface that the frames come in by");
    }
    Link by = named(node, name);
    List<CaptureFile.Frame> frames = CaptureFile.read(file);
    boolean claimed = true;
    String between = "[\n";
    for (int i = 0; i < frames.size(); i++) {
      Explained told;
      try {
        told = node.ask(frames.get(i).bytes(), by, mark, hex);
      } catch (IllegalArgumentException tooLong) {
        System.err.printf("waymark-node: frame %d: %s%n", i + 1, tooLong.getMessage());
        claimed = false;
        continue;
      }
      claimed &= told.claimed();
      if (format == Format.json) {
        System.out.print(between + Json.pretty(told).stripTrailing());
        between = ",\n";
      } else {
        System.out.printf("frame %d%s%n%s%n", i + 1, cut(frames.get(i)), ExplainedText.of(told));
      }
    }
    if (format == Format.json) {
      System.out.println(between.startsWith("[") ? "[]" : "\n]");
    }
    return claimed ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private static String cut(CaptureFile.Frame frame) {
    return frame.onWire() > frame.bytes().length
        ? ", of which only %d of %d bytes were captured"
            .formatted(frame.bytes().length, frame.onWire())
        : "";
  }

  private Link named(NodeInquiry node, String name) {
    return node.interfaceNamed(name)
        .orElseThrow(() -> wrong("there is no interface " + name + " in this network namespace"));
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
