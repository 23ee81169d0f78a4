package org.synnefo.cyclades.settings;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Connections to the broker that the settings name, and why there is none. */
public final class BrokerConnections {

  private BrokerConnections() {}

  /**
   * A factory whose connections do not recover by themselves: whoever uses one opens another.
   *
   * @throws IOException if the authority's certificate can't be used
   */
  public static ConnectionFactory factory(BrokerSettings settings) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(settings.host());
    factory.setPort(settings.port());
    factory.setUsername(settings.username());
    factory.setPassword(settings.password());
    factory.setVirtualHost(settings.virtualHost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    int patience = (int) settings.connectTimeout().toMillis();
    factory.setConnectionTimeout(patience);
    factory.setHandshakeTimeout(patience);
    factory.setChannelRpcTimeout(patience);
    if (settings.ssl()) {
      factory.useSslProtocol(
          settings.caCertificate().isPresent()
              ? trusting(settings.caCertificate().get())
              : runtimeTrust());
      factory.enableHostnameVerification();
    }
    return factory;
  }

  /**
   * Why the broker can't be used: one line that names the settings to look at, without the
   * password.
   */
  public static String describe(BrokerSettings settings, Throwable failure) {
    String broker = "The broker at %s:%d ".formatted(settings.host(), settings.port());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationFailureException
          || cause instanceof PossibleAuthenticationFailureException) {
        return broker
            + "refuses the user %s or the password (rabbitmq-username, rabbitmq-password)"
                .formatted(settings.username());
      }
      if (cause instanceof ShutdownSignalException refusal) {
        return broker + refusal(settings, refusal);
      }
      if (cause instanceof UnknownHostException) {
        return broker + "can't be reached: unknown host (rabbitmq-host)";
      }
      if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
        return broker + "does not answer within %s".formatted(settings.connectTimeout());
      }
      if (cause instanceof ConnectException) {
        return broker + "can't be reached: " + cause.getMessage();
      }
      if (cause instanceof SSLException) {
        return broker + "can't be used with TLS: " + cause.getMessage();
      }
    }
    return broker + "can't be used: " + failure.getMessage();
  }

  private static String refusal(BrokerSettings settings, ShutdownSignalException refusal) {
    Object reason = refusal.getReason();
    String text =
        reason instanceof com.rabbitmq.client.Method method
            ? method.toString().replaceAll("(?s).*reply-text=(.*?), class-id=.*", "$1")
            : String.valueOf(refusal.getMessage());
    return text.contains("vhost")
        ? "refuses the virtual host %s to the user %s (rabbitmq-virtual-host): %s"
            .formatted(settings.virtualHost(), settings.username(), text)
        : "ended the connection: " + text;
  }

  private static SSLContext runtimeTrust() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IOException("This Java runtime has no TLS", e);
    }
  }

  private static SSLContext trusting(Path authorities) throws IOException {
    try (InputStream pem = Files.newInputStream(authorities)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority-" + number++, authority);
      }
      if (number == 0) {
        throw new IOException("%s holds no certificate".formatted(authorities));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "%s can't be used as rabbitmq-ca-certificate: %s".formatted(authorities, e.getMessage()),
          e);
    }
  }
}
