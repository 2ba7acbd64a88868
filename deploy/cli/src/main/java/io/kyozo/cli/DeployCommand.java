package io.kyozo.cli;

import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.FolderDeployment;
import io.kyozo.cli.upload.FolderContent;
import io.kyozo.contracts.Slug;
import io.kyozo.home.LauncherState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys a folder: starts the installation where it does not run, uploads, and follows what becomes of it. */
@Command(
        name = "deploy",
        description = "Deploy a folder: analyse it, build it, run it, verify it.",
        footer = "What .gitignore names stays here; a .kyozoignore can add to it, or take back in (!.env).")
final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "The project's folder.")
    private Path folder = Path.of(".");

    @Option(names = "--name", description = "The workspace's name or id.")
    private @Nullable String name;

    @Option(names = "--detach", description = "Return when the folder is uploaded.")
    private boolean detach;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description = "How the new version takes over: rolling (default), blue-green, canary or recreate.")
    private @Nullable String strategy;

    @Option(names = "--dry-run", description = "Show what would be done, and do none of it.")
    private boolean dryRun;

    @Mixin
    private UpCommand.UpOptions upOptions = new UpCommand.UpOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (detach && strategy != null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--strategy is decided when the folder is analysed, which --detach does not wait for");
        }
        Terminal terminal = Terminal.ofProcess();
        FolderContent content = FolderContent.of(folder);
        String workspace = workspaceName(content);
        Local local = Local.ofEnvironment();
        LauncherState state = UpCommand.ensure(local, terminal, upOptions);
        ApiClient api = local.api(state);
        var deployment = new FolderDeployment(api, terminal, strategy);
        boolean good = dryRun ? deployment.plan(content, workspace) : deployment.deploy(content, workspace, detach);
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private String workspaceName(FolderContent content) {
        if (name == null) {
            return Slug.of(String.valueOf(content.root().getFileName()), "workspace");
        }
        if (!Slug.isValid(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + name + "' can't be a workspace's name, which has a-z, 0-9 and - only; how about '"
                            + Slug.of(name, "workspace") + "'?");
        }
        return name;
    }
}
