package dev.waymark.daemon.source;

/** What a source is, for what is said of it. */
public enum SourceKind {
  /** A branch of a repository; its revisions are commits. */
  Git("commit"),
  /** An API server; its revisions are roots. */
  Kubernetes("root");

  private final String revision;

  SourceKind(String revision) {
    this.revision = revision;
  }

  /** The word for a revision. */
  public String revision() {
    return revision;
  }
}
