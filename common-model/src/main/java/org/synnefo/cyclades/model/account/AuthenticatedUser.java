package org.synnefo.cyclades.model.account;

/**
 * Who made a request.
 *
 * @param id of the user
 * @param name of the user
 * @param type what he is allowed to do at all
 * @param readOnly whether the token that was shown allows reading alone
 */
public record AuthenticatedUser(long id, String name, UserType type, boolean readOnly) {}
