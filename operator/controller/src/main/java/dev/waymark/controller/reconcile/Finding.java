package dev.waymark.controller.reconcile;

import dev.waymark.api.v1alpha1.ResourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a pass found of one resource.
 *
 * @param uid of the resource that it saw, for another may have the name by now
 * @param status what its status shall be; null where nothing is to be said yet
 * @param gone whether no node holds anything of it, or only such as are away for long
 */
public record Finding(String uid, @Nullable ResourceStatus status, boolean gone) {}
