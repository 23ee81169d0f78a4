/** What an operator sees: output, and one line for what went wrong. */
package org.synnefo.cyclades.admin.output;
