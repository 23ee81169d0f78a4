/**
 * Messages that could not be processed, kept so that an operator can inspect, replay or drop them.
 */
package org.synnefo.cyclades.model.deadletter;
