package org.synnefo.cyclades.dispatcher.emails;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.NotYetException;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.Email;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.MessageTopology;

/**
 * Hands mail to the mail server. What is acknowledged was taken by it; a mail may come twice where
 * the process dies in between.
 */
@ApplicationScoped
public class Emails implements MessageHandler<Email>, Subscriber {

  private static final Logger LOG = Logger.getLogger(Emails.class);
  private static final int ONE = 1;

  private final ReactiveMailer mailer;
  private final EmailConfiguration configuration;

  @Inject
  public Emails(ReactiveMailer mailer, EmailConfiguration configuration) {
    this.mailer = mailer;
    this.configuration = configuration;
  }

  /** The texts around what the message says. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance email(String body, String signature);
  }

  /** One mail at a time: what is sent is not sent again since another could not be. */
  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.emails(), Email.class, this, ONE, ONE);
  }

  @Override
  public Outcome handle(Email email) throws NotYetException, InvalidMessageException {
    Mail mail =
        Mail.withText(
                oneLine("to", email.to()),
                oneLine("subject", email.subject()),
                Templates.email(email.body(), configuration.signature()).render())
            .setFrom(
                oneLine("from", Optional.ofNullable(email.from()).orElse(configuration.from())))
            .addHeader("Auto-Submitted", "auto-generated");
    try {
      mailer.send(mail).await().atMost(configuration.timeout());
    } catch (RuntimeException failure) {
      failed(failure);
    }
    LOG.infof("mail sent: %s", email.subject());
    return Outcome.HANDLED;
  }

  private void failed(RuntimeException failure) throws NotYetException, InvalidMessageException {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SMTPException)) {
      cause = cause.getCause();
    }
    if (cause instanceof SMTPException refusal && refusal.isPermanent()
        || cause instanceof IllegalArgumentException) {
      throw new InvalidMessageException("It can't be sent: " + cause.getMessage(), failure);
    }
    throw new NotYetException(
        "The mail server does not take it: " + cause.getMessage(), configuration.patience());
  }

  /** A line break would begin another header. */
  private static String oneLine(String field, String value) throws InvalidMessageException {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidMessageException("field '%s' has more than one line".formatted(field), null);
    }
    return value;
  }
}
