package dev.waymark.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The manifests in one commit's tree. */
public final class GitTree {

  /** No sensible set of manifests is larger; what is would only take the daemon's memory. */
  public static final long LARGEST_BYTES = 64L << 20;

  private GitTree() {}

  /**
   * Reads every {@code *.yaml} and {@code *.yml} below {@code folder}, sorted by path. Symbolic
   * links and submodules are passed over.
   *
   * @throws IOException if the commit cannot be read, or its manifests are too large together
   */
  public static List<SourceFile> manifests(Repository repository, ObjectId commit, String folder)
      throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      RevCommit revision = commits.parseCommit(commit);
      walk.addTree(revision.getTree());
      walk.setRecursive(true);
      String below = withoutDots(folder);
      if (!below.isEmpty()) {
        requireFolder(repository, revision, below);
        walk.setFilter(PathFilter.create(below));
      }
      long total = 0;
      while (walk.next()) {
        if (!isFile(walk.getFileMode(0)) || !isManifest(walk.getPathString())) {
          continue;
        }
        total += size(walk.getObjectReader(), walk.getObjectId(0));
        if (total > LARGEST_BYTES) {
          throw new IOException(
              "the manifests of commit %s are larger than %d MiB together"
                  .formatted(commit.name(), LARGEST_BYTES >> 20));
        }
        ObjectLoader loader = walk.getObjectReader().open(walk.getObjectId(0));
        files.add(new SourceFile(walk.getPathString(), new String(loader.getBytes(), UTF_8)));
      }
    }
    return files;
  }

  /** A folder that is not there is more likely misnamed than meant to clear a node. */
  private static void requireFolder(Repository repository, RevCommit revision, String folder)
      throws IOException {
    try (TreeWalk found = TreeWalk.forPath(repository, folder, revision.getTree())) {
      if (found == null || !FileMode.TREE.equals(found.getFileMode(0))) {
        throw new IOException(
            "commit %s has no folder %s; correct the path, or keep a file in it"
                .formatted(revision.name(), folder));
      }
    }
  }

  private static long size(ObjectReader reader, ObjectId id) throws IOException {
    return reader.getObjectSize(id, ObjectReader.OBJ_ANY);
  }

  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  private static boolean isManifest(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }

  /**
   * Git knows a tree's folders by their plain names: no leading {@code ./}, no slash at the end.
   */
  private static String withoutDots(String folder) {
    String name = folder.strip();
    while (name.startsWith("./") || name.startsWith("/")) {
      name = name.substring(name.indexOf('/') + 1);
    }
    while (name.endsWith("/")) {
      name = name.substring(0, name.length() - 1);
    }
    return name.equals(".") ? "" : name;
  }
}
