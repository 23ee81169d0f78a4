package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An AMQP message. The {@code type} field of its JSON selects the record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OperationStatus.class, name = OperationStatus.TYPE),
  @JsonSubTypes.Type(value = NetworkStatus.class, name = NetworkStatus.TYPE),
  @JsonSubTypes.Type(value = CreateProgress.class, name = CreateProgress.TYPE),
  @JsonSubTypes.Type(value = CommandMessage.class, name = CommandMessage.TYPE),
  @JsonSubTypes.Type(value = Email.class, name = Email.TYPE),
  @JsonSubTypes.Type(value = Reconcile.class, name = Reconcile.TYPE)
})
public sealed interface Message
    permits OperationStatus, NetworkStatus, CreateProgress, CommandMessage, Email, Reconcile {

  /** The value of the {@code type} field and of the AMQP property with that name. */
  @JsonIgnore
  String messageType();
}
