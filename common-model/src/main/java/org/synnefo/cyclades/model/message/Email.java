package org.synnefo.cyclades.model.message;

/**
 * An email to be sent.
 *
 * @param to address of the recipient
 * @param from address of the sender; null for the deployment's own
 * @param subject one line
 * @param body plain text
 */
public record Email(String to, String from, String subject, String body) implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "email";

  public Email {
    MessageFields.text(to, "to");
    MessageFields.text(subject, "subject");
    MessageFields.required(body, "body");
  }

  @Override
  public String messageType() {
    return TYPE;
  }
}
