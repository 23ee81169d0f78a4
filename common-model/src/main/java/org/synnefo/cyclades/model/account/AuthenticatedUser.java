package org.synnefo.cyclades.model.account;

/**
 * The user who makes a request.
 *
 * @param id of the user
 * @param name of the user
 * @param type the user's role
 * @param readOnly whether the token is read-only
 */
public record AuthenticatedUser(long id, String name, UserType type, boolean readOnly) {}
