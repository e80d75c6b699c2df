package dev.waymark.daemon.converge;

import dev.waymark.daemon.resolve.TableContent;
import dev.waymark.dataplane.commit.SortedRoutes;
import org.jspecify.annotations.Nullable;

/** A table's prefixes, each with the handle of its route; of no table, none. */
// The handles are made for it, and read by nobody else.
@SuppressWarnings("ArrayRecordComponent")
record TableRows(@Nullable TableContent content, int[] handles) implements SortedRoutes {

  @Override
  public int size() {
    return content == null ? 0 : content.size();
  }

  @Override
  public long hi(int index) {
    return some().hi(index);
  }

  @Override
  public long lo(int index) {
    return some().lo(index);
  }

  @Override
  public int length(int index) {
    return some().length(index);
  }

  @Override
  public int route(int index) {
    return handles[index];
  }

  private TableContent some() {
    if (content == null) {
      throw new IndexOutOfBoundsException("the table is empty");
    }
    return content;
  }
}
