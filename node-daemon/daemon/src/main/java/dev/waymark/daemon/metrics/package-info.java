/**
 * What the node measures, for Prometheus: {@link dev.waymark.daemon.metrics.NodeMetric} lists it
 * all.
 *
 * <p>Nothing is kept twice: a scrape reads the programs' own maps, the daemon's newest report and
 * what it wrote to the disk, so that scraping never waits for the loop and the loop never for a
 * scrape. A name or label in the list is a promise; values of labels come and go with what they
 * name.
 */
@NullMarked
package dev.waymark.daemon.metrics;

import org.jspecify.annotations.NullMarked;
