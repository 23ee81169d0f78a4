package org.synnefo.cyclades.vncproxy.transport;

import java.net.InetAddress;
import org.synnefo.cyclades.vncproxy.admission.Verdict;

/** How a viewer's response to the challenge leads to a console. */
public interface ViewerAuthenticator {

  /** The verdict on this response; may wait, called on a worker. */
  Verdict authenticate(byte[] challenge, byte[] response, InetAddress viewer);
}
