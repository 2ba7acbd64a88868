package io.kyozo.contracts.topology;

/** How a folder as a whole is deployed. */
public enum Strategy {
    /** One service. */
    SINGLE_SERVICE,
    /** Several services that belong together. */
    MULTI_SERVICE,
    /** Only files to be served. */
    STATIC_SITE,
    /** A library, a command-line tool, documentation: there is nothing to run. */
    NOT_DEPLOYABLE,
    /** Nothing was found in the folder. */
    EMPTY
}
