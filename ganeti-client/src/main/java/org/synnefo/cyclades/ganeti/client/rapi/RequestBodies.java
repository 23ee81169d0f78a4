package org.synnefo.cyclades.ganeti.client.rapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;

/** Builds request bodies. Empty values are omitted, because Ganeti validates strictly. */
final class RequestBodies {

  private RequestBodies() {}

  static Map<String, Object> create(CreateInstance request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("__version__", 1);
    body.put("mode", "create");
    body.put("name", request.name());
    body.put("disk_template", request.diskTemplate());
    body.put("disks", request.disks().stream().map(RequestBodies::disk).toList());
    body.put("nics", request.nics());
    body.put("os", request.os());
    body.put("osparams", request.osparams());
    if (!request.osparamsSecret().isEmpty()) {
      body.put("osparams_secret", request.osparamsSecret());
    }
    request.hypervisor().ifPresent(hypervisor -> body.put("hypervisor", hypervisor));
    body.put("hvparams", request.hvparams());
    body.put("beparams", request.beparams());
    body.put("tags", request.tags());
    body.put("ip_check", false);
    body.put("name_check", false);
    body.put("wait_for_sync", false);
    return merge(body, request.overrides());
  }

  private static Map<String, Object> disk(CreateInstance.Disk disk) {
    Map<String, Object> body = new LinkedHashMap<>(disk.parameters());
    body.put("size", disk.size());
    return body;
  }

  /** Applies the overrides: maps are merged by key, everything else is replaced. */
  private static Map<String, Object> merge(Map<?, ?> base, Map<?, ?> overrides) {
    Map<String, Object> merged = new LinkedHashMap<>();
    base.forEach((key, value) -> merged.put(key.toString(), value));
    overrides.forEach(
        (key, value) ->
            merged.merge(
                key.toString(),
                value,
                (old, override) ->
                    old instanceof Map<?, ?> oldMap && override instanceof Map<?, ?> overrideMap
                        ? merge(oldMap, overrideMap)
                        : override));
    return merged;
  }

  static Map<String, Object> modify(ModifyInstance changes) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!changes.nics().isEmpty()) {
      body.put("nics", changes.nics().stream().map(RequestBodies::nic).toList());
    }
    if (!changes.beparams().isEmpty()) {
      body.put("beparams", changes.beparams());
    }
    if (!changes.hvparams().isEmpty()) {
      body.put("hvparams", changes.hvparams());
    }
    if (changes.hotplugIfPossible()) {
      body.put("hotplug_if_possible", true);
    }
    return body;
  }

  private static List<Object> nic(NicChange change) {
    if (change instanceof NicChange.Add add) {
      return List.of("add", "-1", add.parameters());
    }
    if (change instanceof NicChange.Remove remove) {
      return List.of("remove", remove.nic(), Map.of());
    }
    NicChange.Modify modify = (NicChange.Modify) change;
    return List.of("modify", modify.nic(), modify.parameters());
  }

  static Map<String, Object> reinstall(ReinstallInstance request) {
    Map<String, Object> body = new LinkedHashMap<>();
    request.os().ifPresent(os -> body.put("os", os));
    if (!request.osparams().isEmpty()) {
      body.put("osparams", request.osparams());
    }
    body.put("start", request.start());
    return body;
  }

  static Map<String, Object> waitForChange(JobStatus previousStatus, long previousLogSerial) {
    return Map.of(
        "fields", List.of("status"),
        "previous_job_info", List.of(previousStatus.wireName()),
        "previous_log_serial", previousLogSerial);
  }
}
