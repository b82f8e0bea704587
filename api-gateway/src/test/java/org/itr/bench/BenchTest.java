package org.itr.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void only_what_must_never_happen_makes_it_fail() {
    Table table = new Table();
    table.none("stale reads", 0);
    table.atMost("latency", 200, "ms", 150);
    table.share("posts", 1, 100, "/s", 0.5);
    table.atLeast("events verified", 1, 100, "/s", 50);
    assertThat(Bench.status(table)).isZero();

    table.none("rows that were lost or doubled", 3);
    assertThat(Bench.status(table)).isOne();
    assertThat(table.wrong()).containsExactly("rows that were lost or doubled: 3");
  }
}
