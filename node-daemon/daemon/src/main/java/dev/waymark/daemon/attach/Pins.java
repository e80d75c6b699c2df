package dev.waymark.daemon.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the links of a hook are pinned: {@code <pin>/links/<interface>} those of TCX. The bpf file
 * system keeps dots in names to itself, so they are written as {@code %2e}.
 */
public final class Pins {

  private static final String NEW = "%new";

  private final Path pin;
  private final HookPoint hook;
  private final Path links;

  /** The pins of TCX below a pin directory. */
  public Pins(Path pin) {
    this(pin, HookPoint.TCX);
  }

  /** The pins of a hook below a pin directory. */
  public Pins(Path pin, HookPoint hook) {
    this.pin = pin;
    this.hook = hook;
    links = pin.resolve(hook.folder());
  }

  HookPoint hook() {
    return hook;
  }

  /** Makes the folder if absent. */
  public void prepare() {
    try {
      Files.createDirectories(links);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + links, e);
    }
  }

  /** Where the link of an interface belongs. */
  public Path of(String interfaceName) {
    return links.resolve(interfaceName.replace("%", "%25").replace(".", "%2e"));
  }

  /** Where a link stands that is about to replace another. */
  public Path aside(String interfaceName) {
    return links.resolve(of(interfaceName).getFileName() + NEW);
  }

  /** The interface that a pin was made for. */
  public String interfaceName(Path pin) {
    String name = pin.getFileName().toString();
    String plain = name.endsWith(NEW) ? name.substring(0, name.length() - NEW.length()) : name;
    return plain.replace("%2e", ".").replace("%25", "%");
  }

  /** Every pin that is there, sorted. */
  public List<Path> all() {
    if (!Files.isDirectory(links)) {
      return List.of();
    }
    try (Stream<Path> pins = Files.list(links)) {
      return pins.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + links, e);
    }
  }

  /** Where the program stands that every link holds. */
  public Path program() {
    return pin.resolve(hook.program());
  }

  /** Where the program stands that links are being given. */
  Path nextProgram() {
    return pin.resolve(hook.program() + "%next");
  }

  /** The folder of all links. */
  Path links() {
    return links;
  }

  /** Gives a pin another name in one step. */
  static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + from, e);
    }
  }

  /** Removes a pin; a link that nobody else holds detaches with it. */
  public static void remove(Path pin) {
    try {
      Files.deleteIfExists(pin);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + pin, e);
    }
  }
}
