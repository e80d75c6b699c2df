package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.CommitDifference;
import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.Question;
import dev.waymark.dataplane.store.GenerationRecord;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the program about everything that a commit made different, and compares each answer with
 * what the routes say: every range of every table that the tries do not share with those before
 * ({@link TableQuestions}), and the routes, groups, buckets and next hops that they lead to ({@link
 * RecordQuestions}). Rules and interfaces are compared with the store byte for byte.
 *
 * <p>A bit that is wrong in what the commit wrote, and that a packet could meet, is found.
 */
public final class ReadBack {
  private static final int SHOWN = 16;

  /** Beyond so many disagreements nothing is left to learn. */
  private static final int MOST = 100_000;

  /**
   * What was found.
   *
   * @param asked questions that the program answered
   * @param disagreements all in all
   * @param first the first of them, at most 16
   */
  public record Result(long asked, long disagreements, List<Disagreement> first) {
    public Result {
      first = List.copyOf(first);
    }

    /** Whether every answer was the right one. */
    public boolean agrees() {
      return disagreements == 0;
    }
  }

  private final Generations generations;
  private final CommitDifference difference;
  private final Queries queries;
  private final Words words;
  private final List<Disagreement> first = new ArrayList<>();
  private long asked;
  private long disagreements;

  private ReadBack(Generations generations, CommitDifference difference, Queries queries) {
    this.generations = generations;
    this.difference = difference;
    this.queries = queries;
    this.words = new Words(difference.records());
  }

  /**
   * Reads back what the last published commit changed, from the active generation; before the next
   * one is built.
   */
  public static Result of(
      Generations generations, Commit commit, BpfProgram lookup, MappedRegion region) {
    CommitDifference difference = generations.difference(commit);
    Queries queries = new Queries(lookup, region, difference.slot());
    ReadBack readBack = new ReadBack(generations, difference, queries);
    readBack.record();
    RecordQuestions.ask(difference, readBack::askRecord, readBack::outputs);
    readBack.run();
    difference.tables().forEach(readBack::table);
    readBack.settings();
    return new Result(readBack.asked, readBack.disagreements, readBack.first);
  }

  /** The record is what all else is reached from. */
  private void record() {
    String found =
        switch (GenerationRecord.read(difference.memory(), difference.slot())) {
          case GenerationRecord.Found.Invalid invalid -> invalid.why();
          case GenerationRecord.Found.Valid valid ->
              Arrays.equals(valid.record().image().lpm(), difference.after().lpm())
                  ? ""
                  : "another one";
        };
    if (!found.isEmpty()) {
      add(new Disagreement("the generation's record", "as it was published", found));
    }
  }

  private void outputs(int group) {
    add(words.outputs(group));
  }

  private void table(CommitDifference.Table table) {
    try {
      TableQuestions.ask(difference, table, this::askLeaf);
      run();
    } catch (IllegalStateException | IndexOutOfBoundsException broken) {
      queries.run(this::judge);
      String what = "the %s trie of table %d".formatted(table.family(), table.number());
      add(new Disagreement(what, "whole", "damaged: " + broken.getMessage()));
    }
  }

  private void settings() {
    if (difference.hasNewSettings()) {
      generations
          .settingsDifference()
          .ifPresent(differs -> add(new Disagreement("the store", "as declared", differs)));
    }
  }

  private void askLeaf(Family family, int table, long hi, long lo, int expected) {
    if (queries.isFull()) {
      run();
    }
    queries.add(family, table, hi, lo, expected);
    asked++;
  }

  private void askRecord(Question question, int index, int hash, int expected) {
    if (queries.isFull()) {
      run();
    }
    queries.add(question, 0, index, hash, expected);
    asked++;
  }

  private void run() {
    queries.run(this::judge);
    if (disagreements > MOST) {
      throw new IllegalStateException("more than " + MOST + " answers are wrong");
    }
  }

  private void judge(Question question, int table, long hi, long lo, int expected, int found) {
    if (expected != found) {
      add(
          switch (question) {
            case LEAF_V4 -> leaf(Family.V4, table, hi, lo, expected, found);
            case LEAF_V6 -> leaf(Family.V6, table, hi, lo, expected, found);
            default -> words.record(question, (int) hi, (int) lo, expected, found);
          });
    }
  }

  private Disagreement leaf(Family family, int table, long hi, long lo, int expected, int found) {
    return words.leaf(family, table, difference.routes(family, table), hi, lo, expected, found);
  }

  private void add(Disagreement disagreement) {
    disagreements++;
    if (first.size() < SHOWN) {
      first.add(disagreement);
    }
  }
}
