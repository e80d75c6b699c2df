package dev.waymark.daemon.source.git;

import dev.waymark.repository.SourceFile;
import java.util.List;

/** What one look at the branch found. */
sealed interface GitReading {

  /** The branch's newest commit and its manifests, sorted by path. */
  record Found(String commit, List<SourceFile> files) implements GitReading {
    public Found {
      files = List.copyOf(files);
    }
  }

  /** The branch is where it was when its manifests were read last. */
  record Unmoved(String commit) implements GitReading {}

  /** The repository or the branch could not be read. It says nothing about what is wanted. */
  record Unreachable(String message) implements GitReading {}
}
