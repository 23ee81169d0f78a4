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

/** A virtual server. */
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
   * The flavor before a resize that is not confirmed yet. Null or equal to the current flavor if
   * there is no such resize.
   */
  @Column(name = "previous_flavor_id")
  public Long previousFlavorId;

  /** Null until a backend has been chosen. */
  @Column(name = "backend_id")
  public Long backendId;

  @Enumerated(EnumType.STRING)
  @Column(name = "operating_state", nullable = false)
  public OperatingState operatingState;

  /** The unfinished action; null if there is none. */
  @Enumerated(EnumType.STRING)
  @Column(name = "pending_action")
  public PendingAction pendingAction;

  /** The last job seen. */
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
   * When the job ended that determined the operating state. This may not be the last job seen,
   * because events can arrive out of order.
   */
  @Column(name = "state_event_time")
  public Instant stateEventTime;

  @Column(name = "state_job_id")
  public Long stateJobId;

  @Column(name = "nics_event_time")
  public Instant nicsEventTime;

  @Column(name = "build_percentage", nullable = false)
  public int buildPercentage;

  /** When the backend was first seen without this instance; null if the instance is not missing. */
  @Column(name = "missing_since")
  public Instant missingSince;

  /** Why the last action failed, in words for the tenant. */
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
