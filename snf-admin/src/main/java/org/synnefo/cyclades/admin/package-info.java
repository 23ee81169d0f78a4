/**
 * Command-line administration of a deployment. One command is one class; it works on the database
 * through the model's repositories, and never on what a service keeps in memory.
 */
package org.synnefo.cyclades.admin;
