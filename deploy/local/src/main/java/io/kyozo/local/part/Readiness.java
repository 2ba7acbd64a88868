package io.kyozo.local.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready. */
final class Readiness {
    private static final int PATIENCE_MILLIS = 2000;

    private final URI address;

    Readiness(int port) {
        this.address = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
