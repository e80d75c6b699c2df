package dev.waymark.controller.publish;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records events. One that the API server does not take is told in the log instead. */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final String CONTROLLER = "waymark.dev/operator";

  /** Events of cluster-scoped objects stand here, as Kubernetes has it. */
  private static final String OF_THE_CLUSTER = "default";

  private static final int NOTE_MAX = 1024;
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final Clock clock;
  private final String instance;

  /**
   * Records for one replica.
   *
   * @param instance which one
   */
  public EventRecorder(KubernetesClient client, Clock clock, String instance) {
    this.client = client;
    this.clock = clock;
    this.instance = instance;
  }

  /**
   * Records one.
   *
   * @param reason in one word
   * @param note in a sentence
   */
  public void record(ObjectReference about, boolean warning, String reason, String note) {
    String namespace = about.getNamespace();
    Event event = event(about, namespace == null ? OF_THE_CLUSTER : namespace);
    event.setType(warning ? "Warning" : "Normal");
    event.setReason(reason);
    event.setNote(note.length() <= NOTE_MAX ? note : note.substring(0, NOTE_MAX - 1) + "…");
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.info(
          "{} {}: {} ({}; no event: {})",
          about.getKind(),
          about.getName(),
          note,
          reason,
          ApiRefusal.sentence(e));
    }
  }

  private Event event(ObjectReference about, String namespace) {
    Instant now = clock.instant();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("%s.%x%09x".formatted(about.getName(), now.getEpochSecond(), now.getNano()))
        .endMetadata()
        .withEventTime(new MicroTime(MICRO_TIME.format(now)))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withAction("Observe")
        .withRegarding(about)
        .build();
  }
}
