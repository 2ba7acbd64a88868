package io.kyozo.analyzer.topology;

import io.kyozo.contracts.topology.Evidence;

/**
 * That code names another host: a URL or a connection string.
 *
 * @param scheme such as http, postgres, redis; in lower case
 * @param host as written
 * @param port 0 where none is written
 * @param envVar the variable whose default it is; empty where it stands alone
 * @param evidence where it shows
 */
public record Reference(String scheme, String host, int port, String envVar, Evidence evidence) {}
