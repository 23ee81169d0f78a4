/**
 * Archives of classes, with which the parts' virtual machines start faster. They are a gain only:
 * without any, or with one that does not fit, everything starts as well.
 */
package org.synnefo.cyclades.local.archive;
