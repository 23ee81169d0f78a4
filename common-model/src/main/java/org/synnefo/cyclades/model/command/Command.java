package org.synnefo.cyclades.model.command;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A request to a backend. */
@Entity
@Table(name = "commands")
public class Command {

  @Id public UUID id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, updatable = false)
  public CommandVerb verb;

  @Column(name = "server_id", nullable = false, updatable = false)
  public Long serverId;

  @Column(name = "backend_id")
  public Long backendId;

  @Column(name = "request_id", nullable = false, updatable = false)
  public String requestId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false, updatable = false)
  public Map<String, Object> arguments;

  /**
   * Secret arguments, encrypted for the purpose {@link CommandRepository#SECRET_PURPOSE}; null once
   * the command has finished.
   */
  @Column public byte[] secret;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  public CommandState state;

  @Column(name = "job_id")
  public Long jobId;

  @Column(nullable = false)
  public int attempts;

  @Column(name = "next_attempt_at", nullable = false)
  public Instant nextAttemptAt;

  @Column(name = "published_at")
  public Instant publishedAt;

  @Column(name = "submitted_at")
  public Instant submittedAt;

  @Column(name = "finished_at")
  public Instant finishedAt;

  @Column(name = "last_error")
  public String lastError;

  /** W3C trace context of the API request; null if it is not traced. */
  @Column(name = "trace_parent", updatable = false)
  public String traceParent;

  @Column(nullable = false, updatable = false)
  public Instant created;
}
