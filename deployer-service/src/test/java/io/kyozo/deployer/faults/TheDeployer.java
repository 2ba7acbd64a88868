package io.kyozo.deployer.faults;

/** The deployer as the victim. */
record TheDeployer(DeployerProcess process) implements RandomKills.Victim {
    @Override
    public void killAndStartAgain() throws Exception {
        process.kill();
        process.start();
    }

    @Override
    public String toString() {
        return "deployer";
    }
}
