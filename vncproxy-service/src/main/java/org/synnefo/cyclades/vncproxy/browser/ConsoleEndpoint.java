package org.synnefo.cyclades.vncproxy.browser;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.WebSocketUpgrade;

/**
 * Handles {@code GET /console?token=…} as a WebSocket. Only the upgrade itself uses the token, so a
 * page can be reloaded before that. The RFB handshake that follows requires no further
 * authentication.
 */
@Singleton
public class ConsoleEndpoint {

  private static final Logger LOG = Logger.getLogger(ConsoleEndpoint.class);
  private static final String PROTOCOL = "binary";
  private static final String VERSION = "13";

  /** Defined by RFC 6455, section 1.3. */
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int UPGRADED = 101;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int UNAVAILABLE = 503;

  private final BrowserSettings settings;
  private final Set<String> origins;
  private final ConsoleProxy proxy;

  ConsoleEndpoint(BrowserSettings settings, ConsoleProxy proxy) {
    this.settings = settings;
    this.origins = Set.copyOf(settings.origins().orElse(List.of()));
    this.proxy = proxy;
  }

  void register(@Observes Router router) {
    router.get("/console").handler(this::open);
  }

  private void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader("Origin");
    String token = request.getParam("token");
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        || !VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      context.response().putHeader("Sec-WebSocket-Version", VERSION);
      refuse(context, UPGRADE_REQUIRED);
    } else if (token == null || request.getHeader("Sec-WebSocket-Key") == null) {
      refuse(context, BAD_REQUEST);
    } else if (origin != null && !origins.contains(origin)) {
      LOG.infof(
          "Browser refused: origin not allowed, origin=%s",
          origin.replaceAll("[^\\x21-\\x7e]", "?"));
      refuse(context, FORBIDDEN);
    } else {
      proxy
          .upgrade(viewer(request))
          .ifPresentOrElse(
              upgrade -> authenticate(context, token, upgrade), () -> refuse(context, UNAVAILABLE));
    }
  }

  private static InetAddress viewer(HttpServerRequest request) {
    return new InetSocketAddress(
            request.remoteAddress().hostAddress(), request.remoteAddress().port())
        .getAddress();
  }

  private void authenticate(RoutingContext context, String token, WebSocketUpgrade upgrade) {
    ContextInternal loop = (ContextInternal) ContextInternal.current();
    upgrade.authenticate(
        token,
        loop.nettyEventLoop(),
        verdict ->
            loop.runOnContext(
                ignored -> {
                  if (verdict instanceof Verdict.Admitted admitted) {
                    complete(context, upgrade, admitted);
                  } else if (verdict instanceof Verdict.Refused refused) {
                    refuse(context, status(refused.refusal()));
                  }
                }));
  }

  private void complete(
      RoutingContext context, WebSocketUpgrade upgrade, Verdict.Admitted admitted) {
    if (context.response().closed()) {
      upgrade.lost(admitted);
      return;
    }
    HttpServerRequest request = context.request();
    context
        .response()
        .setStatusCode(UPGRADED)
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader("Sec-WebSocket-Accept", accept(request.getHeader("Sec-WebSocket-Key")));
    String offered = request.getHeader("Sec-WebSocket-Protocol");
    if (offered != null
        && Stream.of(offered.split(",")).map(String::strip).anyMatch(PROTOCOL::equals)) {
      context.response().putHeader("Sec-WebSocket-Protocol", PROTOCOL);
    }
    request
        .toNetSocket()
        .onFailure(
            left -> {
              upgrade.lost(admitted);
              LOG.debug("A browser disconnected before its console opened", left);
            })
        .onSuccess(
            socket -> {
              ChannelHandlerContext handler = ((NetSocketInternal) socket).channelHandlerContext();
              Channel channel = handler.channel();
              upgrade.begin(channel, handler.name(), admitted, settings.ping());
            });
  }

  private static void refuse(RoutingContext context, int status) {
    if (!context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .end()
          .onFailure(left -> LOG.debug("A browser disconnected before the response", left));
    }
  }

  private static int status(Verdict.Refusal refusal) {
    return switch (refusal) {
      case INVALID_CREDENTIALS, BACKED_OFF, DESTINATION_REFUSED -> FORBIDDEN;
      case TOO_MANY_SESSIONS, GRANTS_UNAVAILABLE -> UNAVAILABLE;
    };
  }

  private static String accept(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] hash = digest.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-1", e);
    }
  }
}
