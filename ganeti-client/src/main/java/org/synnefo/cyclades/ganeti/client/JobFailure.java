package org.synnefo.cyclades.ganeti.client;

/**
 * Why a job or one of its operations failed.
 *
 * @param code Ganeti's error code (its {@code ECODE_*} values, such as {@code already_exists} or
 *     {@code insufficient_resources}); where Ganeti gives none, the name of its exception (such as
 *     {@code OpExecError}); {@code canceled} for a job that was cancelled
 * @param text Ganeti's explanation, for a person
 */
public record JobFailure(String code, String text) {

  /** The code of a cancelled job. */
  public static final String CANCELED = "canceled";

  /** What the operation needs, the instance above all, does not exist. */
  public static final String UNKNOWN_ENTITY = "unknown_entity";

  /** An instance of that name exists. */
  public static final String ALREADY_EXISTS = "already_exists";

  /** No node has room enough. */
  public static final String INSUFFICIENT_RESOURCES = "insufficient_resources";
}
