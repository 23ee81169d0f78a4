/** Invitations of new users by existing ones. */
package org.synnefo.cyclades.model.invitation;
