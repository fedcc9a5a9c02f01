package io.freshet.local.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a supervisor says of its running stack, in the file {@code stack.json}.
 *
 * @param supervisor the process id of the supervisor
 */
record StackState(
    long supervisor, Instant started, Map<StackService, Long> pids, StackAddresses addresses) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  StackState {
    pids = Map.copyOf(pids);
  }

  static Path file(Path directory) {
    return directory.resolve("stack.json");
  }

  /** Readers see the whole file or none. */
  void write(Path directory) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("supervisor", supervisor);
    root.put("started", started.toString());
    root.put("offline", addresses.offline().toString());
    ObjectNode services = root.putObject("services");
    new EnumMap<>(addresses.services())
        .forEach(
            (service, address) ->
                services
                    .putObject(service.label())
                    .put("pid", pids.getOrDefault(service, -1L))
                    .put("port", portOf(address))
                    .put("address", address));
    Path part = Files.createTempFile(directory, "stack", ".part");
    Files.writeString(part, JSON.writeValueAsString(root) + "\n");
    Files.move(
        part, file(directory), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Empty if there is no file. */
  static Optional<StackState> read(Path directory) throws IOException {
    Path file = file(directory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode root = JSON.readTree(Files.readString(file));
    Map<StackService, Long> pids = new EnumMap<>(StackService.class);
    Map<StackService, String> services = new EnumMap<>(StackService.class);
    for (StackService service : StackService.values()) {
      JsonNode entry = root.path("services").path(service.label());
      if (entry.isObject()) {
        pids.put(service, entry.path("pid").asLong());
        services.put(service, entry.path("address").asText());
      }
    }
    return Optional.of(
        new StackState(
            root.path("supervisor").asLong(),
            Instant.parse(root.path("started").asText()),
            pids,
            new StackAddresses(services, Path.of(root.path("offline").asText()))));
  }

  /** The port of {@code HOST:PORT}, of a URL or of a URI. */
  static int portOf(String address) {
    String authority = address.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    return Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
  }
}
