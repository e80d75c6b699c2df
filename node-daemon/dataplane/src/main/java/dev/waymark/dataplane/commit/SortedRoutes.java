package dev.waymark.dataplane.commit;

/**
 * All routes of one table and family, in order: by address (unsigned), then by length; no prefix
 * twice. A view, so that a million of them need no objects.
 */
public interface SortedRoutes {
  int size();

  /** The first 64 bits of the address, left aligned. */
  long hi(int index);

  /** The last 64 bits; 0 for IPv4. */
  long lo(int index);

  /** The prefix length. */
  int length(int index);

  /** The handle of the route, from {@link Commit#route}. */
  int route(int index);
}
