package io.kyozo.contracts.topology;

/** What part a service plays. */
public enum ServiceKind {
    /** Serves pages to people. */
    WEB,
    /** Serves other programs. */
    API,
    /** Works without listening. */
    WORKER,
    /** Files served as they are. */
    STATIC,
    DATABASE,
    CACHE,
    QUEUE,
    SEARCH,
    OBJECT_STORE,
    /** Not a service: a library, a tool, an example. */
    LIBRARY
}
