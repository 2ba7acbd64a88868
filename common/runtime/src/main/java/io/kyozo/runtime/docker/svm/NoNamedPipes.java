package io.kyozo.runtime.docker.svm;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.net.SocketAddress;

/** Windows' named pipes are reached through JNA, which a native image does not have. */
@TargetClass(className = "com.github.dockerjava.transport.NamedPipeSocket")
final class NoNamedPipes {
    private NoNamedPipes() {}

    @Substitute
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        throw new IOException("Named pipes are not supported; give the engine's Unix socket or TCP address");
    }
}
