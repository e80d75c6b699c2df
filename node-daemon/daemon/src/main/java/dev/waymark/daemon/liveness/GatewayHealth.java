package dev.waymark.daemon.liveness;

/**
 * What is thought of a gateway after its last answers.
 *
 * @param failed how many in a row have failed
 * @param silent whether that is too many; until the next answer
 */
record GatewayHealth(int failed, boolean silent) {

  /** Nothing is held against it. */
  static final GatewayHealth ALIVE = new GatewayHealth(0, false);

  /** It has not answered for longer than we remember. */
  static final GatewayHealth SILENT = new GatewayHealth(0, true);

  /**
   * After one more question.
   *
   * @param limit how many failures in a row are too many
   */
  GatewayHealth after(boolean answered, int limit) {
    if (answered) {
      return ALIVE;
    }
    int more = Math.min(limit, failed + 1);
    return new GatewayHealth(more, silent || more >= limit);
  }
}
