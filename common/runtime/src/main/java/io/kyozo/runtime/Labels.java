package io.kyozo.runtime;

/** The labels on everything that Kyozo creates; what does not carry {@link #MANAGED} is never touched. */
public final class Labels {
    /** {@code io.kyozo.managed=<installation id>}: whose it is, so that two installations share an engine in peace. */
    public static final String MANAGED = "io.kyozo.managed";

    public static final String TEAM = "io.kyozo.team";
    public static final String WORKSPACE = "io.kyozo.workspace";
    public static final String SERVICE = "io.kyozo.service";
    public static final String SERVICE_NAME = "io.kyozo.service-name";
    public static final String DEPLOYMENT = "io.kyozo.deployment";
    public static final String REVISION = "io.kyozo.revision";
    public static final String INSTANCE = "io.kyozo.instance";

    /**
     * On every image a build leaves, stages kept as cache too: {@code io.kyozo.build=<installation id>}. Those without
     * {@link #MANAGED} are cache and may be removed at any time.
     */
    public static final String BUILD = "io.kyozo.build";

    private Labels() {}
}
