package dev.waymark.dataplane.commit;

/**
 * The newest content, exact, and whether it is known to be that of the active generation, and the
 * way back to be that to the stable one. After a restart neither is, until somebody has named
 * everything.
 */
final class KnownContent {
  private Content content = new Content();

  /** Whether the content, without the open commit, is that of the active generation. */
  private boolean known;

  /** Whether the content can be taken back to the stable generation. */
  private boolean stableKnown;

  /** Of an empty generation everything is known. */
  KnownContent(boolean activeIsEmpty, boolean stableIsEmpty) {
    this.known = activeIsEmpty;
    this.stableKnown = stableIsEmpty;
  }

  /** The newest, the open commit's changes included. */
  Content newest() {
    return content;
  }

  boolean isKnown() {
    return known;
  }

  /** What a commit changes: what is known, or nothing yet. */
  Content begin() {
    if (!known) {
      content = new Content();
    }
    return content;
  }

  /** The open commit's changes are not wanted. */
  void abandon(Commit commit, boolean stable) {
    content.undoTo(commit.since());
    if (known && stable) {
      content.records().settle();
    }
  }

  /** The open commit became the active generation. */
  void published() {
    if (!known) {
      // The content of what was active before is not known, so there is no way back to it.
      stableKnown = false;
      known = true;
    }
    content.records().written();
  }

  /** The active generation became the stable one. */
  void confirmed() {
    stableKnown = known;
    if (known) {
      content.confirm();
    }
  }

  /** The stable generation became the active one. */
  void rolledBack() {
    known = stableKnown;
    if (stableKnown) {
      content.rollBack();
    } else {
      content = new Content();
    }
  }

  /** The open commit was found to be what the active generation holds. */
  void adopted(boolean stable) {
    known = true;
    if (stable) {
      stableKnown = true;
      content.confirm();
    }
  }
}
