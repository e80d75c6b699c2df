package dev.waymark.e2e.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A build of this very source with another ABI: the version number differs, and every field of a
 * route record lies eight bytes further on. So neither version's programs can read the other's
 * store.
 */
final class AnotherVersion {

  /** Its {@code WM_ABI_VERSION}. */
  static final int ABI = 1099;

  private static final int SHIFT = 8;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PROGRAMS = ROOT.resolve("bpf/src/main/bpf");
  private static final Path DATAPLANE = ROOT.resolve("node-daemon/dataplane/src/main/java");
  private static final Path LAYOUT = Path.of("dev/waymark/dataplane/layout");

  private AnotherVersion() {}

  /** Compiles what differs; returns the directory to put before everything else. */
  static Path build(Path scratch) {
    try {
      Path classes = Files.createDirectories(scratch.resolve("classes"));
      programs(scratch.resolve("bpf"), classes);
      dataplane(scratch.resolve("java"), classes);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build another version", e);
    }
  }

  private static void programs(Path copy, Path classes) throws IOException {
    copyTree(PROGRAMS, copy);
    edit(copy.resolve("abi.h"), "#define WM_ABI_VERSION \\d+", "#define WM_ABI_VERSION " + ABI);
    edit(
        copy.resolve("abi/route.h"),
        "struct wm_route \\{",
        "struct wm_route {\n\t__u8 another_version[%d];".formatted(SHIFT));
    String out = classes.resolve("dev/waymark/bpf").toString();
    Command.of("make", "-C", copy.toString(), "OUT=" + out, "DEPS=" + copy).run().orFail();
  }

  private static void dataplane(Path copy, Path classes) throws IOException {
    copyTree(DATAPLANE, copy);
    edit(
        copy.resolve(LAYOUT).resolve("StoreLayout.java"),
        "ABI_VERSION = \\d+;",
        "ABI_VERSION = %d;".formatted(ABI));
    shift(copy.resolve(LAYOUT).resolve("RouteLayout.java"));
    List<Path> sources;
    try (Stream<Path> files = Files.walk(copy)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    compile(sources, classes);
  }

  /** Constants are compiled into whoever reads them, so the whole module is compiled. */
  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      boolean done =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-nowarn",
                      "-d",
                      classes.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!done) {
        throw new IllegalStateException("another version does not compile: " + messages);
      }
    }
  }

  private static void shift(Path layout) throws IOException {
    String moved =
        Pattern.compile("(public static final int \\w+ = )(\\d+);")
            .matcher(Files.readString(layout))
            .replaceAll(field -> field.group(1) + (Integer.parseInt(field.group(2)) + SHIFT) + ";");
    Files.writeString(layout, moved);
  }

  private static void edit(Path file, String pattern, String replacement) throws IOException {
    String before = Files.readString(file);
    String after = before.replaceFirst(pattern, replacement);
    if (after.equals(before)) {
      throw new IllegalStateException(file + " has no " + pattern);
    }
    Files.writeString(file, after);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(all::add);
    }
    for (Path one : all) {
      Path target = to.resolve(from.relativize(one).toString());
      if (Files.isDirectory(one)) {
        Files.createDirectories(target);
      } else {
        Files.copy(one, target);
      }
    }
  }
}
