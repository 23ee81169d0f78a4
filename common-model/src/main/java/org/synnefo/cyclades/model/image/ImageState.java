package org.synnefo.cyclades.model.image;

/** Whether an image can be used. */
public enum ImageState {
  ACTIVE,
  /** The image is being created from a server. */
  SAVING,
  DELETED
}
