package io.kyozo.runtime.docker.svm;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;

/** Unix sockets before Java 16 were reached through JNA; since then Java has its own, which docker-java prefers. */
@TargetClass(className = "com.github.dockerjava.transport.DomainSocket")
final class NoNativeSockets {
    private NoNativeSockets() {}

    @Substitute
    public static NoNativeSockets get(String path) throws IOException {
        throw new IOException("This Java has no Unix sockets for " + path);
    }
}
