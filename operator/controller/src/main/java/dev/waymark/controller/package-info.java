/**
 * The operator: observes the cluster, compiles, publishes to the nodes, gathers what they say. It
 * decides nothing that the compiler can decide, and remembers nothing that the cluster can tell.
 */
@NullMarked
package dev.waymark.controller;

import org.jspecify.annotations.NullMarked;
