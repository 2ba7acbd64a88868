package io.kyozo.metrics.scrape.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.metrics.scrape.Export;
import io.kyozo.metrics.scrape.ExportRefusedException;
import io.kyozo.metrics.scrape.app.ScrapeConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExportsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MAX_BYTES = 1_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;

    private interface Body {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answers(String type, String encoding, Body body) {
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            if (!encoding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(200, 0);
            write(exchange, body);
        });
    }

    private void write(HttpExchange exchange, Body body) {
        try (OutputStream out = exchange.getResponseBody()) {
            body.write(out);
        } catch (IOException gone) {
            closed.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Export read(Duration timeout) {
        return new HttpExports(new Limits(timeout))
                .read("127.0.0.1", server.getAddress().getPort())
                .await()
                .atMost(PATIENCE);
    }

    private void isRefused(Duration timeout, String why) {
        assertThatThrownBy(() -> read(timeout))
                .satisfies(failure -> assertThat(causes(failure)).contains(why));
    }

    private static String causes(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            all.append(one.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(Body body) throws IOException, InterruptedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            body.write(out);
        }
        return packed.toByteArray();
    }

    @Test
    void readsAnExport() {
        answers("text/plain; version=0.0.4", "", out -> out.write(utf8("a 1\nb{x=\"y\"} 2\n")));
        assertThat(read(PATIENCE).values()).hasSize(2);
    }

    @Test
    void readsAPackedExport() throws Exception {
        byte[] packed = gzip(out -> out.write(utf8("a 1\nb{x=\"y\"} 2\n")));
        answers("text/plain", "gzip", out -> {
            for (byte one : packed) {
                out.write(one);
                out.flush();
            }
        });
        assertThat(read(PATIENCE).values()).hasSize(2);
    }

    @Test
    void anEndlessStreamIsCutOffAtItsLimit() throws Exception {
        answers("text/plain", "", out -> {
            byte[] comment = utf8("# again and again and again\n".repeat(100));
            while (true) {
                out.write(comment);
            }
        });
        isRefused(PATIENCE, "more than " + MAX_BYTES + " bytes");
        assertThat(closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatDripsIsCutOffAtItsDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        answers("text/plain", "", out -> {
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                out.write('#');
                out.flush();
            }
        });
        isRefused(Duration.ofMillis(600), "longer than PT0.6S");
    }

    @Test
    void aMillionSeriesAreRefused() {
        answers("text/plain", "", out -> {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(utf8("m" + i + " 1\n"));
            }
        });
        isRefused(PATIENCE, "more than 1000 series");
    }

    @Test
    void aGzipBombIsRefusedWithoutBeingUnpacked() throws Exception {
        byte[] bomb = gzip(out -> {
            byte[] line = utf8("# " + "0".repeat(1000) + "\n");
            for (int i = 0; i < 200_000; i++) {
                out.write(line);
            }
        });
        assertThat(bomb.length).isLessThan((int) MAX_BYTES);
        answers("text/plain", "gzip", out -> out.write(bomb));
        isRefused(PATIENCE, "more than " + MAX_BYTES + " bytes");
    }

    @Test
    void whatOnlySaysToBePackedIsRefused() {
        answers("text/plain", "gzip", out -> out.write(utf8("a 1\nb 2\nc 3\nd 4\n")));
        isRefused(PATIENCE, "says to be packed");
    }

    @Test
    void otherTypesAreNoExports() {
        answers("text/html", "", out -> out.write(utf8("a 1\n")));
        isRefused(PATIENCE, "text/html, which is no export");
    }

    @Test
    void redirectsAreNotFollowed() {
        answers("text/plain", "", out -> out.write(utf8("a 1\n")));
        server.removeContext("/metrics");
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        isRefused(PATIENCE, "status 302");
    }

    @Test
    void nobodyThereIsAFailure() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> new HttpExports(new Limits(PATIENCE))
                        .read("127.0.0.1", port)
                        .await()
                        .atMost(PATIENCE))
                .isNotInstanceOf(ExportRefusedException.class);
    }

    private record Limits(Duration timeout) implements ScrapeConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public String path() {
            return "/metrics";
        }

        @Override
        public long maxBytes() {
            return MAX_BYTES;
        }

        @Override
        public int maxSeries() {
            return 1000;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int concurrency() {
            return 8;
        }
    }
}
