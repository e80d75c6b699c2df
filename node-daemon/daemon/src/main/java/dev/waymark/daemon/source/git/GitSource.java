package dev.waymark.daemon.source.git;

import dev.waymark.daemon.source.git.GitReading.Found;
import dev.waymark.daemon.source.git.GitReading.Unmoved;
import dev.waymark.daemon.source.git.GitReading.Unreachable;
import dev.waymark.repository.GitTree;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;

/**
 * One branch of one Git repository.
 *
 * <p>A path on this machine is opened where it lies, bare or not. Anything else is fetched, one
 * commit deep, into a bare repository below the state directory; a rewritten branch is followed
 * like any commit. Used by one thread.
 */
public final class GitSource implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]+://.*");
  private static final Pattern SCP_LIKE = Pattern.compile("[^/:]+:.*");
  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");
  private static final int TIMEOUT_SECONDS = 20;
  private static final String FETCHED = "refs/waymark/fetched";

  private final GitLocation location;
  private final Path cache;
  private @Nullable Repository repository;
  private @Nullable ObjectId lastRead;

  /**
   * A source that was not looked at yet.
   *
   * @param cache folder of the fetched copy; used only when the repository is not on this machine
   */
  public GitSource(GitLocation location, Path cache) {
    this.location = location;
    this.cache = cache;
  }

  /** Looks at the branch. A failure is a value; the files are read only when the branch moved. */
  GitReading read() {
    try {
      ObjectId head = isLocal(location.repository()) ? localHead() : fetchedHead();
      if (head == null) {
        return new Unreachable(
            "%s has no branch %s; push one, or set source.git.branch"
                .formatted(publicName(), location.branch()));
      }
      if (head.equals(lastRead)) {
        return new Unmoved(head.name());
      }
      Found found = new Found(head.name(), GitTree.manifests(opened(), head, location.path()));
      lastRead = head.copy();
      return found;
    } catch (IOException | GitAPIException | JGitInternalException e) {
      // What was open may be gone and made anew: look again from the start next time.
      close();
      return new Unreachable(
          withoutSecrets("cannot read %s: %s".formatted(publicName(), cause(e))));
    }
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
      repository = null;
    }
  }

  private @Nullable ObjectId localHead() throws IOException {
    if (repository == null) {
      repository = openLocal(localPath(location.repository()));
    }
    return repository.resolve("refs/heads/" + location.branch());
  }

  private static Repository openLocal(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("there is no such folder");
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    File folder = path.toFile();
    if (Files.exists(path.resolve(".git"))) {
      builder.setWorkTree(folder);
    } else {
      builder.setGitDir(folder).setBare();
    }
    return builder.build();
  }

  private @Nullable ObjectId fetchedHead() throws IOException, GitAPIException {
    Repository copy = repository;
    if (copy == null) {
      copy = new FileRepositoryBuilder().setGitDir(cache.toFile()).setBare().build();
      repository = copy;
      if (!Files.exists(cache.resolve("HEAD"))) {
        Files.createDirectories(cache);
        copy.create(true);
      }
    }
    String branch = "refs/heads/" + location.branch();
    // The session of a fetch is heavy; asking for the one ref tells whether there is anything new.
    ObjectId remote =
        Git.lsRemoteRepository()
            .setRemote(location.repository())
            .setTimeout(TIMEOUT_SECONDS)
            .setHeads(true)
            .callAsMap()
            .values()
            .stream()
            .filter(ref -> ref.getName().equals(branch))
            .map(ref -> ref.getObjectId())
            .findFirst()
            .orElse(null);
    if (remote == null || copy.getObjectDatabase().has(remote)) {
      return remote;
    }
    try (Git git = new Git(copy)) {
      git.fetch()
          .setRemote(location.repository())
          .setRefSpecs(new RefSpec("+" + branch + ":" + FETCHED))
          .setDepth(1)
          .setTagOpt(TagOpt.NO_TAGS)
          .setTimeout(TIMEOUT_SECONDS)
          .call();
    }
    return copy.resolve(FETCHED);
  }

  private Repository opened() {
    if (repository == null) {
      throw new IllegalStateException("the repository is not open");
    }
    return repository;
  }

  private static boolean isLocal(String repository) {
    return repository.startsWith("file://")
        || !(URL.matcher(repository).matches() || SCP_LIKE.matcher(repository).matches());
  }

  private static Path localPath(String repository) {
    return repository.startsWith("file://")
        ? Path.of(URI.create(repository).getPath())
        : Path.of(repository).toAbsolutePath();
  }

  private String publicName() {
    return withoutSecrets(location.repository());
  }

  private static String withoutSecrets(String text) {
    return USER_INFO.matcher(text).replaceAll("://");
  }

  /** The innermost message is the telling one; the outer ones say that a fetch failed. */
  private static String cause(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String said = inner.getMessage();
    return said == null ? inner.getClass().getSimpleName() : said;
  }
}
