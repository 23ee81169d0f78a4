/** Publishing with broker confirmations. Must not depend on where messages come from. */
package org.synnefo.cyclades.ganeti.tools.publish;
