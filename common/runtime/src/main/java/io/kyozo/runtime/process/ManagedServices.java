package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Services that are not built from a folder, run from programs of this host. */
final class ManagedServices {
    /** One kind of service. */
    interface Service {
        /** Fails with {@link RuntimeFailure.Kind#UNSUPPORTED} where the host lacks its programs. */
        void require();

        /** Prepares its data where that is not done, and says how to start it. */
        Launch launch(ContainerRecord container, Map<String, String> env) throws IOException, InterruptedException;

        /** Signal that asks it to end without waiting for its clients. */
        default String stopSignal() {
            return "TERM";
        }
    }

    private final Map<String, Service> services;

    ManagedServices(ProcessSettings settings, Layout layout) {
        this.services = Map.of("postgres", new ManagedPostgres(settings, layout), "redis", new ManagedRedis(layout));
    }

    boolean knows(String image) {
        return !image.contains("/") && services.containsKey(new ImageName(image).shortName());
    }

    Service get(String image) {
        var service = knows(image) ? services.get(new ImageName(image).shortName()) : null;
        if (service == null) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.UNSUPPORTED,
                    "Without a container engine there is no " + image
                            + ". Start a container engine, or run that service"
                            + " yourself and give its address in the environment. Managed without an engine: "
                            + String.join(", ", List.of("postgres", "redis")) + ".");
        }
        return service;
    }
}
