package io.kyozo.deployer.service.app;

/** A service needs the address of one that does not run. */
public final class MissingNeighbourException extends RuntimeException {
    public MissingNeighbourException(String service, String needed) {
        super(service + " needs the address of " + needed + ", which does not run: start or deploy that too");
    }
}
