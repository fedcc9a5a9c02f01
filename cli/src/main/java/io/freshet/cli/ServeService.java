package io.freshet.cli;

import io.freshet.defs.PipelineProfile;
import io.freshet.defs.env.Environment;
import io.freshet.serving.FeatureClient;
import io.freshet.serving.gateway.Catalogue;
import io.freshet.serving.gateway.CatalogueView;
import io.freshet.serving.gateway.Gateway;
import io.freshet.serving.gateway.GatewayOptions;
import io.freshet.serving.gateway.GatewayStartException;
import io.freshet.serving.gateway.Grant;
import io.freshet.sinks.redis.client.StoreUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Runs a gateway until the process is told to end. */
final class ServeService {
  private final Console console;
  private final Session session;
  private final CommonOptions common;

  ServeService(Console console, Session session, CommonOptions common) {
    this.console = console;
    this.session = session;
    this.common = common;
  }

  /**
   * Serves the views of a folder of definitions.
   *
   * @throws InputException if definitions, environment or options are at fault
   */
  ServeAnswer serve(Path definitions, Environment environment, GatewayOptions options) {
    Environment.Online online = environment.online();
    if (online == null) {
      throw new InputException(
          "the environment has no online store; add online: {uri: \"redis://...\"}");
    }
    Catalogue catalogue = catalogue(definitions);
    checkViews(catalogue, options.grants());
    try (StopSignals signals = StopSignals.catchAll();
        FeatureClient client = FeatureClient.at(online.uri())) {
      checkStore(client);
      try (Gateway gateway = session.keep(Gateway.start(client, catalogue, options))) {
        console.show(ServeAnswer.began(catalogue, gateway.uri()), common);
        signals.await(session);
        gateway.close();
        return ServeAnswer.ended(catalogue, gateway.uri(), gateway.requests());
      }
    } catch (GatewayStartException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private Catalogue catalogue(Path definitions) {
    PipelineProfile profile = PipelineProfile.read(definitions);
    if (!profile.faults().isEmpty()) {
      profile.faults().forEach(fault -> console.say(fault.toString()));
      throw new InputException(definitions + " has " + profile.faults().size() + " faults");
    }
    return new Catalogue(
        profile.name(),
        profile.views().stream()
            .map(
                view ->
                    new CatalogueView(
                        view.name(),
                        view.entity(),
                        view.description(),
                        view.owner(),
                        view.tags(),
                        view.freshness()))
            .toList());
  }

  private static void checkViews(Catalogue catalogue, List<Grant> grants) {
    List<String> views = catalogue.views().stream().map(CatalogueView::name).toList();
    for (Grant grant : grants) {
      for (String view : grant.views()) {
        if (!view.equals(Grant.ALL) && !views.contains(view)) {
          throw new InputException(
              "token '" + grant.name() + "' opens a view '" + view + "', but there are " + views);
        }
      }
    }
  }

  /** A store that is away may come back; one that does not let us in will not. */
  private void checkStore(FeatureClient client) {
    try {
      client.ping().join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof StoreUnavailableException)) {
        throw e;
      }
      console.say(e.getCause().getMessage() + "; serving all the same, with errors until it does");
    }
  }
}
