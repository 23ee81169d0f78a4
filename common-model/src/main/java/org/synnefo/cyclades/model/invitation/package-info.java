/** Invitations of new users by present ones. */
package org.synnefo.cyclades.model.invitation;
