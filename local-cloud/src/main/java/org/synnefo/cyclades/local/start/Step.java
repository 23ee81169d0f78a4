package org.synnefo.cyclades.local.start;

import java.util.List;

/**
 * Something that is done once while a cloud starts.
 *
 * @param name unique among the steps of a start
 * @param needs names of the steps that must have succeeded before
 * @param action returns when it is done, throws if it can't be, and ends soon when it is
 *     interrupted
 */
public record Step(String name, List<String> needs, Runnable action) {}
