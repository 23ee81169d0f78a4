package org.synnefo.cyclades.model.server;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.synnefo.cyclades.model.message.JobStatus;

/** A virtual server, as the API last heard of it. */
@Entity
@Table(name = "servers")
public class Server {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public String name;

  @Column(name = "user_id", nullable = false, updatable = false)
  public Long userId;

  @Column(name = "image_id", nullable = false)
  public Long imageId;

  @Column(name = "flavor_id", nullable = false)
  public Long flavorId;

  /**
   * The flavor before a resize that is not confirmed yet. Null, or the present flavor: there is no
   * such resize.
   */
  @Column(name = "previous_flavor_id")
  public Long previousFlavorId;

  /** Null until a backend was chosen. */
  @Column(name = "backend_id")
  public Long backendId;

  @Enumerated(EnumType.STRING)
  @Column(name = "operating_state", nullable = false)
  public OperatingState operatingState;

  /** What was asked and has not ended; null: nothing. */
  @Enumerated(EnumType.STRING)
  @Column(name = "pending_action")
  public PendingAction pendingAction;

  /** The last job that was seen. */
  @Column(name = "job_id")
  public Long jobId;

  @Column(name = "job_opcode")
  public String jobOpcode;

  @Enumerated(EnumType.STRING)
  @Column(name = "job_status")
  public JobStatus jobStatus;

  @Column(name = "job_log_message")
  public String jobLogMessage;

  @Column(name = "job_event_time")
  public Instant jobEventTime;

  /**
   * When the job ended that the operating state follows. It is not the last job that was seen: news
   * of a later one may come first.
   */
  @Column(name = "state_event_time")
  public Instant stateEventTime;

  @Column(name = "state_job_id")
  public Long stateJobId;

  @Column(name = "nics_event_time")
  public Instant nicsEventTime;

  @Column(name = "build_percentage", nullable = false)
  public int buildPercentage;

  /** When its backend was first seen without its instance; null: nobody missed it. */
  @Column(name = "missing_since")
  public Instant missingSince;

  /** Why the last request failed, as the tenant may see it. */
  @Column(name = "fault_message")
  public String faultMessage;

  @Column(name = "fault_time")
  public Instant faultTime;

  @Column(nullable = false)
  public boolean suspended;

  @Column(nullable = false)
  public boolean deleted;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
