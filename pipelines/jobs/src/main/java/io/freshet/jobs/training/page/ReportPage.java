package io.freshet.jobs.training.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The leak report as an HTML page. It is one file that loads nothing, and says so to the browser (a
 * content security policy with the digests of its own style sheet and script). It can be read
 * without scripts, printed, and parsed as XML. The same report always gives the same bytes.
 * Thread-safe.
 */
public final class ReportPage {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  private final Markup html = new Markup();
  private final TrainingReport report;

  private ReportPage(TrainingReport report) {
    this.report = report;
  }

  /** The page, to be stored as UTF-8. */
  public static String of(TrainingReport report) {
    return new ReportPage(report).page();
  }

  private String page() {
    html.open("html", "lang", "en");
    head();
    html.open("body");
    header();
    html.open("main");
    verdict();
    new KeyFigures(html, report).draw();
    findings();
    Guide.draw(html);
    sections();
    html.close();
    html.element("footer", "Freshet leak report. Times are UTC. The page loads nothing.");
    html.verbatim("script", SCRIPT);
    return html.close().close().page();
  }

  private void head() {
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(digest(STYLE), digest(SCRIPT)));
    html.element("title", "Leak report: " + report.name());
    html.verbatim("style", STYLE).close();
  }

  private void header() {
    html.open("header").element("p", "Freshet · leak report", "class", "kind");
    html.element("h1", report.name());
    html.element("p", subtitle(), "class", "subtitle");
    html.open("nav", "aria-label", "Sections");
    link("Views", "views");
    link("Coverage", "coverage");
    link("Age", "age");
    link("Incompleteness", "incomplete");
    link("Leak", "leak");
    link("All features", "features");
    link("Origin", "origin");
    html.close().close();
  }

  private String subtitle() {
    Long first = report.firstLabel();
    Long last = report.lastLabel();
    String times =
        first == null || last == null
            ? ""
            : ", labels from " + Figures.date(first) + " to " + Figures.date(last);
    return "Pipeline " + report.pipeline() + times;
  }

  private void link(String text, String section) {
    html.element("a", text, "href", "#" + section);
  }

  private void verdict() {
    Verdict verdict = Verdict.of(report);
    html.open("section", "class", verdict.tone().style(), "aria-label", "Verdict");
    html.element("p", verdict.headline(), "class", "headline");
    if (!verdict.detail().isEmpty()) {
      html.element("p", verdict.detail());
    }
    html.close();
  }

  private void findings() {
    List<Findings.Finding> findings = Findings.of(report);
    if (findings.isEmpty()) {
      return;
    }
    html.open("section", "class", "findings").element("h2", "Worth a look").open("ul");
    for (Findings.Finding finding : findings) {
      html.open("li").text(finding.text() + " ");
      html.element("a", "More", "href", "#" + finding.section()).close();
    }
    html.close().close();
  }

  private void sections() {
    section(
        "views",
        "Views",
        "What became of the labels in each view.",
        new ViewTable(html, report)::draw);
    section(
        "coverage",
        "Coverage by feature",
        "For how many labels a feature has a value, and whether it is from events.",
        new CoveragePlot(html, report)::draw);
    section(
        "age",
        "Age of values",
        "From the feature_timestamp of a row to the label’s time: the share of rows no older than…",
        new AgePlot(html, report)::draw);
    section(
        "incomplete",
        "Incompleteness over label time",
        "Share of values whose window reaches back before complete_from.",
        new IncompletePlot(html, report)::draw);
    section(
        "leak",
        "What a join on event time would have leaked",
        "From feature_timestamp to available_at, of rows that precede a label and were not readable"
            + " by then. This set does not use them.",
        new LeakPlot(html, report)::draw);
    section(
        "features",
        "All features",
        "Share of labels, and below it their number.",
        new FeatureTable(html, report)::draw);
    section(
        "origin",
        "Origin",
        "What this set was made from; with the manifest it can be made again.",
        new Origin(html, report)::draw);
  }

  private void section(String id, String title, String about, Runnable content) {
    html.open("section", "id", id).element("h2", title).element("p", about, "class", "about");
    content.run();
    html.close();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
