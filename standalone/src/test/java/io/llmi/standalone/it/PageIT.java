package io.llmi.standalone.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.llmi.events.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page as a person meets it, in a real browser, against the packaged server with a scripted model. */
class PageIT {
    private static final String TIDES = "# The tides\n\nThe **tide** comes in.\n\n"
            + "<imgen>{'source': 'diffusion', 'description': 'A harbour', 'params': {'prompt': 'a harbour'}}</imgen>\n\n"
            + ScriptedPlanner.HOLD
            + "It goes out again.\n\n"
            + "<imgen>{'source': 'search', 'description': 'A lighthouse', 'params': {'query': 'lighthouse'}}</imgen>\n\n"
            + "So it has always been.\n";
    private static final String HOSTILE = "# <script>alert(1)</script>\n\n<img src=x onerror=alert(2)>\n\n"
            + "<svg onload=alert(3)></svg> [a](javascript:alert(4)) [b](data:text/html,<script>alert(5)</script>)\n\n"
            + "![c](https://evil.example/?d=1) ![d](http://127.0.0.1:9/x.png)\n\n```\n<script>alert(6)</script>\n```\n\n"
            + "| a | b |\n|---|---|\n| <iframe src=//evil.example> | \u202egnp.exe |\n\n"
            + "<imgen>{'source': 'diffusion', 'description': '\"><img src=x onerror=alert(7)>', 'params': {'prompt': 'a boat'}}</imgen>\n\nEnd.\n";
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    Path directory;

    private Browser browser;

    @BeforeEach
    void start() {
        browser = new Browser();
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    void shouldShowTheDocumentAsItIsWrittenAndLetItGoOn() throws Exception {
        try (ScriptedPlanner planner = new ScriptedPlanner(TIDES, 5);
                ServiceProcess server = server(planner)) {
            Page page = browser.open(server.url().toString(), 1280, 900, ColorScheme.LIGHT);
            page.getByLabel("What should it be about?").fill("the tides");
            page.getByLabel("What should it be about?").press("Control+Enter");
            planner.awaitHeld();

            Locator document = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Document"));
            assertThat(document.getByRole(AriaRole.HEADING)).hasText("The tides");
            assertThat(document).hasAttribute("aria-busy", "true");
            assertThat(document).not().containsText("So it has always been.");
            planner.release();

            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 2 pictures"));
            assertThat(document).containsText("So it has always been.");
            assertThat(document.getByRole(AriaRole.IMG)).hasCount(2);
            assertThat(document.locator("strong")).hasText("tide");
            assertThat(page.locator(".lane")).hasCount(4);
            shoot(page, "desktop");
            page.setViewportSize(360, 780);
            shoot(page, "phone");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
            page.setViewportSize(1280, 900);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Where picture 1 comes from"))
                    .press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("procedural");
            page.keyboard().press("Escape");

            changeThePictures(page, document);

            assertThat(page.getByText("Goes on from the document below.")).isVisible();
            page.getByLabel("What should it be about?").fill("again");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed"));
            assertThat(page.locator(".past li")).hasCount(5);

            page.locator(".past .entry").last().click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed"));
            assertThat(browser.foreignRequests()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Makes the first again, describes it differently, and replaces it by one's own; the second stays as it is. */
    private static void changeThePictures(Page page, Locator document) {
        Locator first = document.getByRole(AriaRole.IMG).first();
        Locator second = document.getByRole(AriaRole.IMG).last();
        String kept = second.getAttribute("src");

        String before = first.getAttribute("src");
        button(page, "Make again (picture 1)").press("Enter");
        assertThat(first).not().hasAttribute("src", before);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 2 pictures"));
        assertThat(second).hasAttribute("src", kept);
        assertThat(document).containsText("So it has always been.");

        before = first.getAttribute("src");
        button(page, "Describe differently… (picture 1)").press("Enter");
        page.getByLabel("What it shows").fill("a red boat in a storm");
        page.getByLabel("Caption").fill("A boat in a storm");
        button(page, "Make it").click();
        assertThat(first).not().hasAttribute("src", before);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 2 pictures"));
        assertThat(document.locator("figcaption").first()).containsText("A boat in a storm");

        before = first.getAttribute("src");
        page.waitForFileChooser(
                        () -> button(page, "Replace by my own… (picture 1)").click())
                .setFiles(new FilePayload(
                        "mine.png", "image/png", Base64.getDecoder().decode(Pictures.pngBase64(64, 48))));
        assertThat(first).not().hasAttribute("src", before);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 2 pictures"));
        assertThat(first).hasAttribute("width", "64");
        assertThat(second).hasAttribute("src", kept);
        assertThat(button(page, "Make again (picture 1)")).hasCount(0);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void shouldStopTheDocumentWhenAskedTo() throws Exception {
        try (ScriptedPlanner planner = new ScriptedPlanner(TIDES, 6);
                ServiceProcess server = server(planner)) {
            Page page = browser.open(server.url().toString(), 1280, 900, ColorScheme.LIGHT);
            page.getByLabel("What should it be about?").fill("the tides");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write"))
                    .click();
            planner.awaitHeld();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop"))
                    .click();

            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Cancelled"));
            planner.release();
        }
    }

    @Test
    void shouldRenderAHostileDocumentHarmless() throws Exception {
        try (ScriptedPlanner planner = new ScriptedPlanner(HOSTILE, 7);
                ServiceProcess server = server(planner)) {
            Page page = browser.open(server.url().toString(), 1280, 900, ColorScheme.LIGHT);
            page.getByLabel("What should it be about?").fill("<img src=x onerror=alert(0)>");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write"))
                    .click();

            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 1 picture"));
            Locator document = page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Document"));
            assertThat(document.locator("script, iframe, svg, a")).hasCount(0);
            assertThat(document.locator("img")).hasCount(1);
            assertThat(document).containsText("<script>alert(1)</script>");
            assertThat(document.innerText()).doesNotContain("\u202e");
            assertThat(browser.foreignRequests()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shouldHaveNoSeriousAccessibilityFindingInDarkAndLight() throws Exception {
        String axe = Files.readString(Prepared.of("axe", "npm").resolve("node_modules/axe-core/axe.min.js"));
        try (ScriptedPlanner planner = new ScriptedPlanner(TIDES, 8);
                ServiceProcess server = server(planner)) {
            planner.release();
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = browser.open(server.url().toString(), 1280, 900, scheme);
                page.getByLabel("What should it be about?").fill("the tides");
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write"))
                        .click();
                assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed"));

                // Evaluated, not loaded: the page's own policy lets no foreign script in.
                page.evaluate(axe);
                String name = scheme.name().toLowerCase(Locale.ROOT);
                shoot(page, "desktop-" + name);
                assertNothingSerious(page, scheme);
                button(page, "Describe differently… (picture 1)").click();
                shoot(page, "dialog-" + name);
                assertNothingSerious(page, scheme);
            }
        }
    }

    @Test
    void shouldShowHowTheBestOfSeveralDraftsWasChosen() throws Exception {
        String axe = Files.readString(Prepared.of("axe", "npm").resolve("node_modules/axe-core/axe.min.js"));
        try (ScriptedModels models =
                        new ScriptedModels(List.of(draft("Ebb", 2), draft("Flood", 5), "# No picture\n\nNone."));
                ServiceProcess server = ServiceProcess.standalone(
                        directory,
                        Map.of(
                                "OPENAI_BASE_URL",
                                models.baseUrl(),
                                "OPENAI_API_KEY",
                                "none",
                                "LLMI_JUDGE_LLM_BASE_URL",
                                models.baseUrl(),
                                "LLMI_JUDGE_MLLM_BASE_URL",
                                models.baseUrl()))) {
            server.awaitReady();
            Page page = browser.open(server.url().toString(), 1280, 900, ColorScheme.LIGHT);
            page.getByLabel("What should it be about?").fill("the tides");
            page.getByLabel("Pictures", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("1");
            page.getByLabel("Drafts", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("best of 3");
            page.getByLabel("Each picture").selectOption("best of 2");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write"))
                    .click();

            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("Completed · 1 picture"));
            Locator rows = page.locator("#candidate-rows tr");
            assertThat(rows).hasCount(3);
            assertThat(rows.nth(0)).containsText("made");
            assertThat(rows.nth(1)).containsText("chosen");
            assertThat(rows.nth(1)).containsText("1.00");
            assertThat(rows.nth(2)).containsText("dropped: it has 0 readable tags");
            assertThat(page.locator("#candidate-notes")).containsText("write");
            assertThat(page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Document")))
                    .containsText("Flood");
            page.evaluate(axe);
            shoot(page, "drafts");
            assertNothingSerious(page, ColorScheme.LIGHT);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String draft(String name, int quality) {
        return "# %s\n\nWords of QUALITY-%d.\n\n".formatted(name, quality)
                + "<imgen>{\"source\": \"diffusion\", \"description\": \"A harbour\", \"params\": {\"prompt\": \"a harbour\"}}</imgen>"
                + "\n\nThe end.\n";
    }

    private static void assertNothingSerious(Page page, ColorScheme scheme) throws JsonProcessingException {
        JsonNode violations = Json.mapper()
                .readTree((String) page.evaluate("axe.run().then(result => JSON.stringify(result.violations))"));
        assertThat(violations)
                .as("%s: %s", scheme, violations)
                .noneMatch(finding -> finding.path("impact").asText().matches("serious|critical"));
    }

    private ServiceProcess server(ScriptedPlanner planner) {
        ServiceProcess server = ServiceProcess.standalone(
                directory, Map.of("OPENAI_BASE_URL", planner.baseUrl(), "OPENAI_API_KEY", "none"));
        server.awaitReady();
        return server;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
