package org.synnefo.cyclades.vncproxy.transport;

import java.net.InetAddress;
import org.synnefo.cyclades.vncproxy.admission.Verdict;

/** Finds the console for a viewer's response to the challenge. */
public interface ViewerAuthenticator {

  /** Decides about the response. May block; called on a worker thread. */
  Verdict authenticate(byte[] challenge, byte[] response, InetAddress viewer);
}
