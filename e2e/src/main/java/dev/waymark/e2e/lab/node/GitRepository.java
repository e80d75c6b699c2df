package dev.waymark.e2e.lab.node;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Git repository in the lab's directory, whose branch {@code main} a daemon follows. */
public final class GitRepository {
  /** Nothing of the user's own configuration may change what the lab does. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_AUTHOR_NAME", "Lab",
          "GIT_AUTHOR_EMAIL", "lab@waymark.dev",
          "GIT_COMMITTER_NAME", "Lab",
          "GIT_COMMITTER_EMAIL", "lab@waymark.dev");

  private final Path directory;

  private GitRepository(Path directory) {
    this.directory = directory;
  }

  /** An empty repository with an empty first commit. */
  public static GitRepository create(Lab lab) {
    var repository = new GitRepository(lab.directory().resolve("routes"));
    Command.of("git", "init", "-q", "-b", "main", repository.directory.toString())
        .with(ENVIRONMENT)
        .run()
        .orFail();
    repository.git("commit", "-q", "--allow-empty", "-m", "An empty repository");
    return repository;
  }

  /** A clone beside it, whose {@link #push} goes to this one. */
  public GitRepository cloned() {
    // Into a checked out branch; nobody looks at the files there.
    git("config", "receive.denyCurrentBranch", "ignore");
    Path beside = directory.resolveSibling(directory.getFileName() + ".clone");
    git("clone", "-q", directory.toString(), beside.toString());
    return new GitRepository(beside);
  }

  /** Pushes the branch to where it was cloned from. */
  public void push() {
    git("push", "-q", "origin", "main");
  }

  /** What is to be run after each push to here: lines of a shell script. */
  public void afterPush(String script) {
    Path hook = directory.resolve(".git/hooks/post-receive");
    try {
      Files.createDirectories(hook.getParent());
      Files.writeString(hook, "#!/bin/sh\n" + script);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + hook, e);
    }
    if (!hook.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make " + hook + " executable");
    }
  }

  /** Where it is; what a daemon follows. */
  public Path directory() {
    return directory;
  }

  /** Writes a file of the work tree; nothing is said to the daemon before the commit. */
  public GitRepository write(String file, String content) {
    try {
      Path target = directory.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + " in " + directory, e);
    }
  }

  /** A file of the work tree. */
  public String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " in " + directory, e);
    }
  }

  /** Removes a file from the work tree. */
  public GitRepository remove(String file) {
    try {
      Files.delete(directory.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file + " in " + directory, e);
    }
  }

  /** Removes every file from the work tree. */
  public GitRepository clear() {
    git("rm", "-q", "-r", "--ignore-unmatch", ".");
    return this;
  }

  /**
   * Commits all that changed.
   *
   * @return the commit's full name
   */
  public String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  /** Rewrites history: the branch's last commit and all that changed become one other commit. */
  public String rewrite(String message) {
    git("add", "-A");
    git("commit", "-q", "--amend", "--allow-empty", "-m", message);
    return head();
  }

  /** The commit that the branch is at. */
  public String head() {
    return git("rev-parse", "HEAD").strip();
  }

  /** Takes the repository out of reach, or back into it. */
  public void reachable(boolean yes) {
    Path away = directory.resolveSibling(directory.getFileName() + ".away");
    try {
      Files.move(yes ? away : directory, yes ? directory : away);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + directory, e);
    }
  }

  /** Runs git in the repository, which must succeed, and returns what it wrote. */
  public String git(String... words) {
    var all = new ArrayList<>(List.of("git", "-C", directory.toString()));
    all.addAll(List.of(words));
    return Command.of(all).with(ENVIRONMENT).run().orFail().out();
  }
}
