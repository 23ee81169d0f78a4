package org.synnefo.cyclades.ganeti.client;

/**
 * Why a job or one of its operations failed.
 *
 * @param code Ganeti's error code (one of its {@code ECODE_*} values, such as {@code
 *     already_exists} or {@code insufficient_resources}); without one, the name of its exception
 *     (such as {@code OpExecError}); {@code canceled} for a cancelled job
 * @param text Ganeti's explanation, for people
 */
public record JobFailure(String code, String text) {

  /** The code of a cancelled job. */
  public static final String CANCELED = "canceled";

  /** Something that the operation needs, usually the instance, does not exist. */
  public static final String UNKNOWN_ENTITY = "unknown_entity";

  /** An instance with this name already exists. */
  public static final String ALREADY_EXISTS = "already_exists";

  /** No node has enough free resources. */
  public static final String INSUFFICIENT_RESOURCES = "insufficient_resources";
}
