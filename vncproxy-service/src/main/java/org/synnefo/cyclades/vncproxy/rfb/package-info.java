/**
 * The RFB protocol (RFC 6143) up to the end of its handshake, with VNC authentication and VeNCrypt:
 * messages, and incremental parsers for both roles.
 *
 * <p>Must not depend on sockets, threads, time, or any library: bytes in, bytes out.
 */
package org.synnefo.cyclades.vncproxy.rfb;
