package io.kyozo.runtime.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a container's main process is started.
 *
 * @param argv program and arguments
 * @param folder to run in
 * @param env all that it sees
 */
record Launch(List<String> argv, Path folder, Map<String, String> env) {}
