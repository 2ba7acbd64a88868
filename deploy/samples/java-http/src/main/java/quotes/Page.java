package quotes;

/** The one page. */
final class Page {
    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Proverb of the day</title>
              <style>
                :root { color-scheme: light dark; }
                body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem; box-sizing: border-box;
                       font-family: Georgia, serif; background: light-dark(#f3f6f1, #111a14); color: light-dark(#1d2b20, #e4efe6); }
                figure { max-width: 36rem; text-align: center; }
                blockquote { margin: 0; font-size: clamp(1.75rem, 5vw, 3rem); line-height: 1.2; }
                figcaption { margin-top: 1.5rem; color: light-dark(#4c7a58, #8fc79d); }
              </style>
            </head>
            <body>
              <figure><blockquote>{{text}}</blockquote><figcaption>Proverb of the day</figcaption></figure>
            </body>
            </html>
            """;

    private Page() {}

    static String of(String text) {
        return FRAME.replace("{{text}}", text.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
