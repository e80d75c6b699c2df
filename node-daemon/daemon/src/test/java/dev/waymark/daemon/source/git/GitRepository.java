package dev.waymark.daemon.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository for tests, driven by the git command. */
public final class GitRepository {

  private final Path folder;

  private GitRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes a repository with branch main. */
  public static GitRepository create(Path folder) {
    GitRepository repository = new GitRepository(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    repository.git("init", "-q", "-b", "main", ".");
    return repository;
  }

  public Path folder() {
    return folder;
  }

  /** Writes a file of the work tree. */
  public GitRepository write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits the whole work tree; returns the commit's id. */
  public String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  /** The id of the newest commit. */
  public String head() {
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs git in the repository; returns what it printed. */
  public String git(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", folder.toString(), "-c", "user.name=t", "-c", "user.email=t@t"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
