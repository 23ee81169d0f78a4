/**
 * A whole cloud on one machine: every service as the process that it is in production, with an
 * embedded PostgreSQL, a broker and, unless a real cluster is given, the Ganeti simulator. It knows
 * how parts are started and how they are found ready; what they do is theirs.
 */
package org.synnefo.cyclades.local;
