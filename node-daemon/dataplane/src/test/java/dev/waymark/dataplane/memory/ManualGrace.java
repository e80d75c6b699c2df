package dev.waymark.dataplane.memory;

/** Grace periods that pass when a test says so, or when somebody waits for one. */
public final class ManualGrace implements BlockLedger.Grace {
  private long requested;
  private long passed;
  private int waits;

  @Override
  public long request() {
    return ++requested;
  }

  @Override
  public boolean passed(long ticket) {
    return passed >= ticket;
  }

  @Override
  public void await(long ticket) {
    waits++;
    pass();
  }

  /** Everything requested so far is over. */
  public void pass() {
    passed = requested;
  }

  /** How often somebody had to wait. */
  public int waits() {
    return waits;
  }
}
