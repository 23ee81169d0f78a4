/**
 * The RFB protocol (RFC 6143) as far as the end of its handshake, with VNC authentication and
 * VeNCrypt: messages, and parsers for both roles that take bytes as they come, in any pieces.
 *
 * <p>Must not know sockets, threads, time, nor any library: bytes in, bytes out.
 */
package org.synnefo.cyclades.vncproxy.rfb;
