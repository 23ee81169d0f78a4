package org.synnefo.cyclades.ganeti.tools;

import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.ganeti.tools.publish.OutgoingMessage;
import org.synnefo.cyclades.ganeti.tools.publish.Publisher;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.OperationStatus;

/** Records published messages; can be made unavailable. */
public final class RecordingPublisher implements Publisher {

  private final List<OutgoingMessage> published = new ArrayList<>();
  private boolean available = true;

  public void setAvailable(boolean available) {
    this.available = available;
  }

  @Override
  public void publish(List<OutgoingMessage> messages) throws BrokerUnavailableException {
    if (!available) {
      throw new BrokerUnavailableException("away", null);
    }
    published.addAll(messages);
  }

  public List<OutgoingMessage> published() {
    return published;
  }

  /** The messages since the last call. */
  public List<Message> take() {
    List<Message> messages = published.stream().map(RecordingPublisher::read).toList();
    published.clear();
    return messages;
  }

  /** The operations since the last call, as {@code job/opcode status}. */
  public List<String> takeStatuses() {
    return take().stream()
        .map(OperationStatus.class::cast)
        .map(s -> "%d/%d %s".formatted(s.jobId(), s.opIndex(), s.status().wireName()))
        .toList();
  }

  private static Message read(OutgoingMessage message) {
    try {
      return MessageJson.read(message.body());
    } catch (InvalidMessageException e) {
      throw new AssertionError(e);
    }
  }
}
