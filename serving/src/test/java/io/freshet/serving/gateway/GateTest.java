package io.freshet.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate(10);

  @Test
  void whatIsTakenComesBackOnce() {
    Gate.Ticket ticket = gate.ticket();
    ticket.take(4);
    ticket.take(6);
    assertThat(gate.taken()).isEqualTo(10);
    ticket.close();
    ticket.close();
    assertThat(gate.taken()).isZero();
  }

  @Test
  void moreThanThereIsRoomForIsRefused() {
    try (Gate.Ticket first = gate.ticket();
        Gate.Ticket second = gate.ticket()) {
      first.take(8);
      assertThatThrownBy(() -> second.take(3)).isInstanceOf(GatewayException.class);
      assertThat(gate.taken()).isEqualTo(8);
      second.take(2);
    }
    assertThat(gate.taken()).isZero();
  }

  @Test
  void aRequestThatIsOverTakesNothing() {
    Gate.Ticket ticket = gate.ticket();
    ticket.close();
    assertThatThrownBy(() -> ticket.take(1)).isInstanceOf(GatewayException.class);
    assertThat(gate.taken()).isZero();
  }
}
