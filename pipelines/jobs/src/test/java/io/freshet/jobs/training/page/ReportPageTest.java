package io.freshet.jobs.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ReportPageTest {
  private static final Set<String> LOADING =
      Set.of("src", "href", "srcset", "data", "poster", "action", "xlink:href");

  @Test
  void everyFigureStandsOnThePage() {
    FeatureReport feature =
        new FeatureReport(
            "clicks_1h", "BIGINT", 100_003, 200_003, 1_300_000_000_000L, 30_011L, 4_001, ages(5));
    ViewReport view =
        new ViewReport(
            "clicks",
            "what people click",
            700_001,
            80_021,
            9_001,
            10_007,
            11_003,
            ages(6),
            ages(7),
            List.of(),
            List.of(feature));
    TrainingReport report =
        new TrainingReport(
            "set.csv",
            "shop",
            TrainingReport.Mode.LOGGED,
            true,
            "labels.csv",
            "seen_at",
            799_030,
            1_300_000_000_000L,
            1_400_000_000_000L,
            12_345L * 86_400_000,
            0,
            12_007,
            List.of(),
            List.of(view),
            List.of(new TrainingReport.Input("Table of clicks", "version 99")),
            "set.manifest.json",
            "0123abc");
    assertThat(ParsedPage.of(ReportPage.of(report)).text())
        .contains("100,003", "200,003", "30,011", "4,001", "2011-03-13 07:06")
        .contains("700,001", "80,021", "9,001", "10,007", "11,003")
        .contains("799,030", "12,007", "33.8 y", "2014-05-13 16:53")
        .contains("5 s", "p90 50 s · p99 8 min 20 s · max 1 h 23 min")
        .contains("6 s", "p90 1 min · p99 10 min · max 1 h 40 min")
        .contains("within 7 s of", "nine of ten within 1 min 10 s", "the last after 1 h 56 min")
        .contains("set.csv", "shop", "labels.csv", "seen_at", "at each label’s time")
        .contains(
            "clicks_1h",
            "BIGINT",
            "what people click",
            "version 99",
            "set.manifest.json",
            "0123abc");
  }

  @Test
  void whatPeopleWroteIsTextOnly() {
    String hostile = "</script><img src=x onerror=\"alert('1')\"/>]]>&amp;\u0000\uD800\u202E";
    String page = ReportPage.of(TestingReports.of(hostile, hostile, 600, List.of(hostile)));
    ParsedPage parsed = ParsedPage.of(page);
    assertThat(parsed.all("script")).hasSize(1);
    assertThat(parsed.all("img")).isEmpty();
    assertThat(parsed.all("*"))
        .noneMatch(element -> element.hasAttribute("onerror") || element.hasAttribute("style"));
    assertThat(parsed.text())
        .contains(hostile.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD'));
  }

  @Test
  void thePageLoadsNothing() {
    ParsedPage page =
        ParsedPage.of(ReportPage.of(TestingReports.of("clicks", "", 6_000, names(3))));
    for (Element element : page.all("*")) {
      for (String attribute : LOADING) {
        assertThat(element.getAttribute(attribute)).matches("|#[a-z]+");
      }
    }
    assertThat(page.all("link")).isEmpty();
    assertThat(page.all("style").get(0).getTextContent()).doesNotContain("url(", "@import");
  }

  @Test
  void linksLeadSomewhereAndIdsAreUnique() {
    ParsedPage page =
        ParsedPage.of(ReportPage.of(TestingReports.of("clicks", "", 6_000, names(60))));
    Set<String> ids = new HashSet<>();
    for (Element element : page.all("*")) {
      String id = element.getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
    }
    for (Element link : page.all("a")) {
      assertThat(ids).contains(link.getAttribute("href").substring(1));
    }
    for (Element drawing : page.all("svg")) {
      if (drawing.getAttribute("role").equals("img")) {
        assertThat(ids).contains(drawing.getAttribute("aria-labelledby").split(" "));
      } else {
        assertThat(drawing.getAttribute("aria-hidden")).isEqualTo("true");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 59, 1_000_000, 1L << 52})
  void anyNumberOfLabelsGivesFigures(long labels) {
    for (int features : new int[] {0, 1, 40, 41}) {
      String page = ReportPage.of(TestingReports.of("clicks", "", labels, names(features)));
      String content = page.substring(page.indexOf("<main>"), page.indexOf("</main>"));
      for (String wrong : List.of("NaN", "Infinity", "null")) {
        assertThat(content.contains(wrong)).as(wrong).isFalse();
      }
      assertThat(ParsedPage.of(page).byId("features").getElementsByTagName("tr").getLength())
          .isEqualTo(features + 1);
    }
  }

  @Test
  void manyFeaturesMakeLessThanAMegabyte() {
    String page = ReportPage.of(TestingReports.of("user_engagement", "", 123_456_789, names(847)));
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
    assertThat(ParsedPage.of(page).byId("feature-table").getElementsByTagName("tr").getLength())
        .isEqualTo(848);
  }

  @Test
  void manyViewsKeepTheirLines() {
    TrainingReport one = TestingReports.of("clicks", "", 6_000, names(2));
    TrainingReport many =
        new TrainingReport(
            one.name(),
            one.pipeline(),
            one.mode(),
            one.inclusive(),
            one.labelsFrom(),
            one.labelTime(),
            one.labels(),
            one.firstLabel(),
            one.lastLabel(),
            one.maxAge(),
            one.future(),
            one.leaky(),
            one.periods(),
            Collections.nCopies(20, one.views().get(0)),
            one.inputs(),
            one.manifest(),
            one.digest());
    List<String> lines = new ArrayList<>();
    ParsedPage page = ParsedPage.of(ReportPage.of(many));
    for (Element path : page.all("path")) {
      Element drawing = (Element) path.getParentNode();
      if (drawing.getAttribute("aria-labelledby").startsWith("ages")
          && path.getAttribute("class").startsWith("line")) {
        lines.add(path.getAttribute("class"));
      }
    }
    assertThat(lines).hasSize(20);
    assertThat(lines.subList(0, 18)).doesNotHaveDuplicates();
  }

  private static List<String> names(int number) {
    return IntStream.range(0, number).mapToObj(i -> "purchases_of_category_" + i + "_30d").toList();
  }

  private static Distribution ages(long seconds) {
    return new Distribution(
        List.of(1_000L),
        List.of(0L, 1_000L),
        1_000 * seconds,
        10_000 * seconds,
        100_000 * seconds,
        1_000_000 * seconds);
  }
}
