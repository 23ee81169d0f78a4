package org.synnefo.cyclades.model.image;

/** Whether an image can be used. */
public enum ImageState {
  ACTIVE,
  /** Is being made from a server. */
  SAVING,
  DELETED
}
