package dev.waymark.daemon.source.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States that were taken back, so that the same revision does not bring them again, also after a
 * restart; and, as {@code Pending}, those that one daemon died proving. The file {@code rejected}
 * below the state directory has a line for each: {@code root revision reason owner message}, where
 * {@code -} stands for what is not known.
 */
public final class RejectedRoots {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedRoots.class);
  private static final int KEPT = 4;
  private static final String UNKNOWN = "-";

  private final Path file;
  private final List<Rejection> newestLast = new ArrayList<>();

  /**
   * A state that was taken back.
   *
   * @param revision of the source that brought it; null until the first that does so is seen: it
   *     was taken back while nobody looked
   * @param owner the resource whose demand was not met; null where none can be named
   */
  public record Rejection(
      Digest root,
      @Nullable String revision,
      Reason reason,
      @Nullable Owner owner,
      String message) {

    /** For no resource in particular. */
    public Rejection(Digest root, @Nullable String revision, Reason reason, String message) {
      this(root, revision, reason, null, message);
    }

    private String line() {
      String by = revision == null ? UNKNOWN : revision;
      String whose =
          owner == null ? UNKNOWN : String.join("/", owner.kind(), owner.namespace(), owner.name());
      return "%s %s %s %s %s%n".formatted(root, by, reason, whose, message.replaceAll("\\s+", " "));
    }

    private static Rejection parse(String line) {
      String[] words = line.split(" ", 5);
      return new Rejection(
          Digest.parse(words[0]),
          words[1].equals(UNKNOWN) ? null : words[1],
          Reason.valueOf(words[2]),
          words[3].equals(UNKNOWN) ? null : owner(words[3].split("/", 3)),
          words[4]);
    }

    private static Owner owner(String[] parts) {
      return new Owner(parts[0], parts[1], parts[2]);
    }
  }

  /** Those of an earlier run, if the file can be read. */
  public RejectedRoots(Path state) {
    file = state.resolve("rejected");
    try {
      for (String line : Files.readAllLines(file)) {
        newestLast.add(Rejection.parse(line));
      }
    } catch (NoSuchFileException none) {
      // Nothing was ever taken back.
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.warn(
          "what was taken back before is forgotten: {} cannot be used: {}", file, e.toString());
    }
  }

  /** What was taken back and is not tried again, the newest last. */
  public List<Rejection> all() {
    return newestLast.stream().filter(one -> one.reason() != Reason.Pending).toList();
  }

  /** Why this revision's state is not tried again; empty if it may be. */
  public Optional<Rejection> of(Digest root, String revision) {
    for (Rejection one : List.copyOf(newestLast)) {
      if (one.root().equals(root) && one.revision() == null && one.reason() != Reason.Pending) {
        add(new Rejection(root, revision, one.reason(), one.owner(), one.message()));
      }
    }
    return newestLast.stream()
        .filter(one -> one.root().equals(root) && revision.equals(one.revision()))
        .findFirst();
  }

  /** From now on it is not tried again. */
  public void add(Rejection rejection) {
    newestLast.removeIf(one -> one.root().equals(rejection.root()));
    newestLast.add(rejection);
    while (newestLast.size() > KEPT) {
      newestLast.removeFirst();
    }
    save();
  }

  /**
   * A start found it on trial: its daemon died. That may be chance once; a state that nobody
   * survives proving is not tried a third time.
   *
   * @return whether it is rejected now
   */
  public boolean diedOnTrial(Digest root) {
    boolean again =
        newestLast.stream()
            .anyMatch(one -> one.root().equals(root) && one.reason() == Reason.Pending);
    add(
        again
            ? new Rejection(
                root, null, Reason.NotConfirmed, "the daemon died twice before it was proven")
            : new Rejection(root, null, Reason.Pending, "the daemon died before it was proven"));
    return again;
  }

  /** It is proven: whatever was remembered of it is void. */
  public void proven(Digest root) {
    if (newestLast.removeIf(one -> one.root().equals(root))) {
      save();
    }
  }

  /** Everything may be tried again. */
  public void clear() {
    if (!newestLast.isEmpty()) {
      newestLast.clear();
      save();
    }
  }

  private void save() {
    StringBuilder text = new StringBuilder();
    newestLast.forEach(one -> text.append(one.line()));
    try {
      DurableFile.write(file, text.toString().getBytes(UTF_8));
    } catch (IOException e) {
      // This run remembers; only the next would try again.
      LOG.warn("what was taken back cannot be remembered: {}: {}", file, e.getMessage());
    }
  }
}
