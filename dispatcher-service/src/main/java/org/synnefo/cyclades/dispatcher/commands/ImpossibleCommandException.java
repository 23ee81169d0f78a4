package org.synnefo.cyclades.dispatcher.commands;

/** A command that can't be carried out, however often it is tried. The tenant reads the message. */
final class ImpossibleCommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImpossibleCommandException(String reason) {
    super(reason);
  }
}
