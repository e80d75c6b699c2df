package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.classifier.ClassifierWriter;
import dev.waymark.dataplane.classifier.InterfaceClasses;
import dev.waymark.dataplane.classifier.InterfacesWriter;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.lpm.Changes;
import dev.waymark.dataplane.lpm.TrieBuilder;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.PageArray;
import dev.waymark.dataplane.store.Reachability;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds the image of a content in a store, sharing with an older image what did not change.
 *
 * <p>Nothing that the older image reaches is written to. What the new one does not share is
 * released, which means that the ledger will free it when nobody can need it.
 */
final class ImageWriter {
  private final Blocks blocks;
  private final TrieBuilder tries;

  ImageWriter(Blocks blocks) {
    this.blocks = blocks;
    this.tries = new TrieBuilder(blocks);
  }

  /**
   * The image of the content.
   *
   * @param old the image that the store's active generation has
   * @param since where the content stood when {@code old} was made of it; null: it never was, so
   *     everything may differ
   */
  Image write(Content content, Image old, Content.@Nullable Mark since) {
    Records records = content.records();
    if (since == null) {
      records.allDirty();
    }
    int[] buckets = writeBuckets(records, old);
    PageArray nextHops =
        old.nextHops()
            .with(
                records.nextHopCount(),
                records.dirtyNextHops(),
                NextHopLayout.BYTES,
                records::encodeNextHop,
                blocks);
    PageArray groups =
        old.groups()
            .with(
                records.groupCount(),
                records.dirtyGroups(),
                GroupLayout.BYTES,
                (index, record) -> records.encodeGroup(index, buckets[index], record),
                blocks);
    PageArray routes =
        old.routes()
            .with(
                records.routeCount(),
                records.dirtyRoutes(),
                RouteLayout.BYTES,
                records::encodeRoute,
                blocks);
    int[] lpm = writeTables(content, old, since);
    Content.Settings settings = content.settings();
    if (since != null && content.hasSettingsOf(since)) {
      return new Image(
          lpm,
          routes,
          groups,
          nextHops,
          buckets,
          old.classifiers(),
          old.interfaces(),
          old.markMask(),
          old.flags());
    }
    InterfaceClasses classes = settings.interfaceClasses();
    ClassifierWriter classifiers = new ClassifierWriter(blocks);
    Image image =
        new Image(
            lpm,
            routes,
            groups,
            nextHops,
            buckets,
            new int[] {
              classifiers.write(Family.V4, settings.forwarded().v4(), classes),
              classifiers.write(Family.V6, settings.forwarded().v6(), classes),
              classifiers.write(Family.V4, settings.toNode().v4(), classes),
              classifiers.write(Family.V6, settings.toNode().v6(), classes)
            },
            new InterfacesWriter(blocks).write(settings.interfaces(), classes),
            settings.markMask(),
            settings.flags());
    releaseSettings(old);
    return image;
  }

  private void releaseSettings(Image old) {
    for (int classifier : old.classifiers()) {
      Reachability.walkClassifier(
          blocks.memory(), classifier, (offset, bytes, what) -> blocks.release(offset));
    }
    if (old.interfaces() != 0) {
      blocks.release(old.interfaces());
    }
  }

  private int[] writeBuckets(Records records, Image old) {
    BitSet dirty = records.dirtyGroups();
    int count = Math.max(records.groupCount(), old.buckets().length);
    if (dirty.isEmpty() && count == old.buckets().length) {
      return old.buckets();
    }
    int[] buckets = Arrays.copyOf(old.buckets(), count);
    for (int index = dirty.nextSetBit(0); index >= 0; index = dirty.nextSetBit(index + 1)) {
      if (buckets[index] != 0) {
        blocks.release(buckets[index]);
      }
      int[] words = records.block(index);
      buckets[index] = words.length == 0 ? 0 : blocks.write(words, words.length);
    }
    for (int index = records.groupCount(); index < count; index++) {
      if (buckets[index] != 0) {
        blocks.release(buckets[index]);
      }
    }
    return Arrays.copyOf(buckets, records.groupCount());
  }

  private int[] writeTables(Content content, Image old, Content.@Nullable Mark since) {
    int[] lpm = old.lpm().clone();
    List<TableContent> tables = content.tables();
    if (since == null) {
      dropUnnamed(content, lpm);
    }
    for (int i = 0; i < tables.size(); i++) {
      TableContent table = tables.get(i);
      int mark = since == null ? -1 : since.log(i);
      if (mark == table.mark()) {
        continue;
      }
      int at = Image.rootIndex(table.family(), table.number());
      Optional<Changes> changes = mark < 0 ? Optional.empty() : table.changesSince(mark);
      lpm[at] = trie(table, lpm[at], changes);
      lpm[at + 1] = table.rib().get(0, 0, 0);
    }
    return lpm;
  }

  /** Of a content that names everything, what it does not name is gone. */
  private void dropUnnamed(Content content, int[] lpm) {
    for (Family family : Family.values()) {
      for (int table = 0; table <= GenerationLayout.TABLE_MAIN; table++) {
        if (content.tableOrNull(family, table) == null) {
          int at = Image.rootIndex(family, table);
          tries.drop(lpm[at]);
          lpm[at] = 0;
          lpm[at + 1] = 0;
        }
      }
    }
  }

  private int trie(TableContent routes, int oldRoot, Optional<Changes> changes) {
    if (routes.outgrewItsShapes()) {
      tries.drop(oldRoot);
      return tries.build(routes.rib());
    }
    return changes.isPresent()
        ? tries.update(routes.rib(), oldRoot, changes.get())
        : tries.rebuild(routes.rib(), oldRoot);
  }

  /** Whether the image holds exactly the content, block for block. Writes nothing. */
  Optional<String> difference(Content content, Image image) {
    int[] lpm = writeTables(content, image, null);
    for (int i = 0; i < lpm.length; i++) {
      if (lpm[i] != image.lpm()[i]) {
        return Optional.of(
            "table %d of %s differs"
                .formatted(
                    i / 2 % GenerationLayout.TABLES,
                    i / 2 < GenerationLayout.TABLES ? "IPv4" : "IPv6"));
      }
    }
    return settingsDifference(content.settings(), image);
  }

  /** Whether the image holds exactly these settings, byte for byte. Writes nothing to keep. */
  Optional<String> settingsDifference(Content.Settings settings, Image image) {
    if (settings.markMask() != image.markMask()) {
      return Optional.of("the mark mask differs");
    }
    if (settings.flags() != image.flags()) {
      return Optional.of("what is said of address translation differs");
    }
    InterfaceClasses classes = settings.interfaceClasses();
    byte[] interfaces = InterfacesWriter.encode(settings.interfaces(), classes);
    byte[] stored = new byte[InterfacesLayout.BYTES];
    blocks.memory().read(image.interfaces(), stored, 0, stored.length);
    if (!Arrays.equals(interfaces, stored)) {
      return Optional.of("the attached interfaces differ");
    }
    ClassifierWriter classifiers = new ClassifierWriter(blocks);
    for (Family family : List.of(Family.V4, Family.V6)) {
      if (!classifiers.isSame(
          family, settings.forwarded().of(family), classes, image.classifier(family))) {
        return Optional.of("the rules of " + family + " differ");
      }
      if (!classifiers.isSame(
          family, settings.toNode().of(family), classes, image.toNode(family))) {
        return Optional.of("the rules of " + family + " for the node itself differ");
      }
    }
    return Optional.empty();
  }
}
