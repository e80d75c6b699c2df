package dev.waymark.repository;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository on this machine, asked for the manifests of any revision. */
public final class LocalRepository implements AutoCloseable {

  private final Path folder;
  private final Repository repository;

  private LocalRepository(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /**
   * The manifests of a revision.
   *
   * @param revision as the user named it
   * @param commit what that is
   */
  public record Revision(String revision, String commit, List<SourceFile> files) {
    public Revision {
      files = List.copyOf(files);
    }
  }

  /**
   * Opens the repository that the folder is, or lies in.
   *
   * @throws IOException if there is none
   */
  public static LocalRepository open(Path folder) throws IOException {
    File start = folder.toAbsolutePath().normalize().toFile();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(start);
    if (builder.getGitDir() == null) {
      throw new IOException(
          "%s is no Git repository and lies in none; name one with --repo".formatted(folder));
    }
    return new LocalRepository(folder, builder.setMustExist(true).build());
  }

  /**
   * Reads a revision: a branch, a tag, a commit, {@code HEAD~2}, whatever {@code git rev-parse}
   * takes for a commit.
   *
   * @param path of the folder in the repository, {@code .} for the whole
   * @throws IOException if there is no such revision or folder, or it cannot be read
   */
  public Revision read(String revision, String path) throws IOException {
    ObjectId commit;
    try {
      commit = repository.resolve(revision + "^{commit}");
    } catch (RevisionSyntaxException e) {
      throw new IOException("\"%s\" is no revision of Git".formatted(revision), e);
    }
    if (commit == null) {
      throw new IOException(
          "%s has no revision %s; fetch it, or name another".formatted(folder, revision));
    }
    return new Revision(revision, commit.name(), GitTree.manifests(repository, commit, path));
  }

  @Override
  public void close() {
    repository.close();
  }
}
