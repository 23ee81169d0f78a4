package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;

/** The operations on an instance's tags. */
final class TagHandlers {

  private static final String NAME = "name";
  private static final Pattern TAG = Pattern.compile("[\\w.+*/:@-]+");
  private static final int LONGEST = 128;

  private TagHandlers() {}

  private static List<String> tags(OperationRun run) throws OperationFailure {
    TreeSet<String> tags = new TreeSet<>();
    for (JsonNode tag : run.input().path("tags")) {
      if (tag.asText().length() > LONGEST) {
        throw new OperationFailure("TagError", "Tag too long (>" + LONGEST + " characters)", null);
      }
      if (!TAG.matcher(tag.asText()).matches()) {
        throw new OperationFailure("TagError", "Tag contains invalid characters", null);
      }
      tags.add(tag.asText());
    }
    return List.copyOf(tags);
  }

  /** {@code OP_TAGS_SET}: adds tags and keeps existing ones. */
  static final class Add extends InstanceHandler {

    Add(OperationContext services) {
      super(services, NAME);
    }

    @Override
    JsonNode execute(OperationRun run, Instance instance) throws OperationFailure {
      TreeSet<String> tags = new TreeSet<>(instance.tags());
      tags.addAll(tags(run));
      services().cluster().update(instance.name(), old -> old.withTags(List.copyOf(tags)));
      return NOTHING;
    }
  }

  /** {@code OP_TAGS_DEL}: removes tags, all of which must exist. */
  static final class Remove extends InstanceHandler {

    Remove(OperationContext services) {
      super(services, NAME);
    }

    @Override
    JsonNode execute(OperationRun run, Instance instance) throws OperationFailure {
      List<String> unwanted = tags(run);
      List<String> missing =
          unwanted.stream().filter(tag -> !instance.tags().contains(tag)).toList();
      if (!missing.isEmpty()) {
        throw OperationFailure.prerequisite(
            "Tag(s) '" + String.join("', '", missing) + "' not found", ErrorCode.UNKNOWN_ENTITY);
      }
      TreeSet<String> tags = new TreeSet<>(instance.tags());
      unwanted.forEach(tags::remove);
      services().cluster().update(instance.name(), old -> old.withTags(List.copyOf(tags)));
      return NOTHING;
    }
  }
}
