package org.synnefo.cyclades.model.deadletter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A message that could not be processed. */
@Entity
@Table(name = "dead_letters")
public class DeadLetter {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public String queue;

  @Column(nullable = false)
  public String exchange;

  @Column(name = "routing_key", nullable = false)
  public String routingKey;

  @Column(nullable = false)
  public byte[] body;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  public Map<String, Object> headers;

  @Column(nullable = false)
  public String reason;

  @Column(nullable = false)
  public int attempts;

  @Column(name = "first_time", nullable = false)
  public Instant firstTime;

  @Column(name = "last_time", nullable = false)
  public Instant lastTime;

  @Column(name = "replayed_at")
  public Instant replayedAt;
}
