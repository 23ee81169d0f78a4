package org.synnefo.cyclades.ganeti.client;

/**
 * Why an opcode failed.
 *
 * @param errorClass Ganeti's exception, {@code OpPrereqError}
 * @param message its explanation
 * @param code its error code ({@code already_exists}, {@code unknown_entity}, …), or an empty
 *     string
 */
public record JobFailure(String errorClass, String message, String code) {}
