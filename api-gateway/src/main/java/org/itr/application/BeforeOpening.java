package org.itr.application;

import org.itr.company.FirstStart;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does what must be done between the last bean and the first call: the first company and its master
 * user.
 */
@Component
class BeforeOpening implements SmartLifecycle {

  private final FirstStart firstStart;
  private volatile boolean running;

  BeforeOpening(FirstStart firstStart) {
    this.firstStart = firstStart;
  }

  @Override
  public void start() {
    firstStart.run();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
