package io.kyozo.e2e;

import java.util.List;

/** The folders of deploy/samples, each with a text that its page shows and the file in which it stands. */
enum Sample {
    STATIC_SITE("static-site", "static-site", List.of("static-site"), "index.html", "A folder is all it takes."),
    NODE_EXPRESS("node-express", "node-express", List.of("node-express"), "page.js", "Long addresses in"),
    PYTHON_FLASK("python-flask", "python-flask", List.of("python-flask"), "templates/index.html", "Paste a text"),
    JAVA_HTTP(
            "java-http",
            "java-http",
            List.of("java-http"),
            "src/main/java/quotes/Page.java",
            "Proverb of the day</figcaption>"),
    TODO("todo", "web", List.of("web", "api", "postgres"), "web/public/index.html", "What is next?");

    private final String folder;
    private final String page;
    private final List<String> services;
    private final String file;
    private final String text;

    Sample(String folder, String page, List<String> services, String file, String text) {
        this.folder = folder;
        this.page = page;
        this.services = services;
        this.file = file;
        this.text = text;
    }

    String folder() {
        return folder;
    }

    /** The service that shows the page. */
    String page() {
        return page;
    }

    List<String> services() {
        return services;
    }

    /** What the page shows at first. */
    String text() {
        return text;
    }

    /** What it shows once {@link #change} is deployed. */
    String changedText() {
        return "second-version-of-" + folder;
    }

    /** The page shows {@code marker}, beside what it showed before. */
    void mark(Project project, String marker) {
        project.replace(file, text, marker + text);
    }

    void change(Project project) {
        project.replace(file, text, changedText() + text);
    }
}
