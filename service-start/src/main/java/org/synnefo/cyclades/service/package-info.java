/**
 * How every service starts: its settings are checked, the database is waited for, and a mistake of
 * the operator gets one clear line instead of a stack trace.
 */
package org.synnefo.cyclades.service;
