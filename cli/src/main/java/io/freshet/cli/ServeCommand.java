package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.defs.env.TokenFile;
import io.freshet.serving.gateway.GatewayOptions;
import io.freshet.serving.gateway.Grant;
import io.freshet.serving.gateway.Limits;
import io.freshet.serving.gateway.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet serve}. */
@Command(
    name = "serve",
    description = {
      "Answers reads of features over HTTP: as Feast's feature server does (POST"
          + " /get-online-features), and more (GET /openapi.json describes all).",
      "Ctrl-C or SIGTERM ends it, when the requests under way are answered. With --json the first"
          + " line of standard output says where it listens."
    },
    footer = {
      "",
      "Example:",
      "  ./freshet serve feature-defs/shop --env local.yaml",
      "  curl http://127.0.0.1:6566/v1/views/user_engagement/u7"
    })
final class ServeCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "DEFS", description = "A folder of definitions.")
  private Path definitions = Path.of("");

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The interface to listen on; by default ${DEFAULT-VALUE}, this machine alone. Others need"
              + " --tokens.")
  private String host = GatewayOptions.DEFAULT_HOST;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, by default ${DEFAULT-VALUE} as Feast's; 0 for a free one.")
  private int port = GatewayOptions.DEFAULT_PORT;

  @ArgGroup(exclusive = false)
  private @Nullable Tls tls;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "Let in only who has a token of FILE, for the views that it opens: YAML like 'ranking:"
              + " {token: \"$${RANKING_TOKEN}\", views: [user_engagement]}', or sha256 in place of"
              + " token.")
  private @Nullable Path tokens;

  @Option(
      names = "--max-entities",
      paramLabel = "N",
      description = "Entities of a request, at most; by default ${DEFAULT-VALUE}.")
  private int maxEntities = Limits.DEFAULT.entities();

  @Option(
      names = "--max-features",
      paramLabel = "N",
      description = "Features of a request, at most; by default ${DEFAULT-VALUE}.")
  private int maxFeatures = Limits.DEFAULT.features();

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "Bytes of a request's body, at most; by default ${DEFAULT-VALUE}.")
  private int maxBody = Limits.DEFAULT.bodyBytes();

  /** Both files, or neither. */
  private static final class Tls {
    @Option(
        names = "--tls-certificate",
        required = true,
        paramLabel = "FILE",
        description = "Speak TLS alone, with this certificate and those it leans on (PEM).")
    private Path certificate = Path.of("");

    @Option(
        names = "--tls-key",
        required = true,
        paramLabel = "FILE",
        description = "The certificate's private key (PEM, PKCS#8, without a password).")
    private Path key = Path.of("");
  }

  ServeCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    if (port < 0 || port > 65_535) {
      throw new InputException("--port is 0 to 65535, not " + port);
    }
    if (Math.min(Math.min(maxEntities, maxFeatures), maxBody) < 1) {
      throw new InputException("--max-entities, --max-features and --max-body are at least 1");
    }
    GatewayOptions options =
        new GatewayOptions(
            host,
            port,
            tls == null ? null : new TlsFiles(tls.certificate, tls.key),
            grants(),
            Limits.DEFAULT.withRequest(maxEntities, maxFeatures, maxBody));
    ServeService service = new ServeService(console, session, common);
    return console.show(service.serve(definitions, environment.load(), options), common);
  }

  private List<Grant> grants() throws EnvironmentException {
    List<Grant> grants = new ArrayList<>();
    if (tokens != null) {
      for (TokenFile.Entry entry : TokenFile.read(tokens, System.getenv())) {
        String digest = entry.sha256();
        grants.add(
            digest == null
                ? Grant.ofSecret(entry.name(), String.valueOf(entry.secret()), entry.views())
                : new Grant(entry.name(), digest, entry.views()));
      }
    }
    return grants;
  }
}
