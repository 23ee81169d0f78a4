package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;

/**
 * Progress of copying an image to an instance's disk.
 *
 * @param instance name of the instance at Ganeti
 * @param rprogress percentage of the image that was read; may slightly exceed 100
 * @param wprogress percentage that was written
 * @param eventTime when it was measured; null if the sender does not say
 * @param cluster name or UUID of the cluster; null where the sender does not tell
 */
public record CreateProgress(
    String instance,
    Double rprogress,
    Double wprogress,
    @JsonSerialize(using = EpochTime.Writer.class) @JsonDeserialize(using = EpochTime.Reader.class)
        Instant eventTime,
    String cluster)
    implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "ganeti-create-progress";

  public CreateProgress {
    MessageFields.text(instance, "instance");
    MessageFields.percentage(MessageFields.required(rprogress, "rprogress"), "rprogress");
    if (wprogress != null) {
      MessageFields.percentage(wprogress, "wprogress");
    }
  }

  @Override
  public String messageType() {
    return TYPE;
  }
}
