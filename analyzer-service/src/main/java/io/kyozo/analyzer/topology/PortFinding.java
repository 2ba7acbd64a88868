package io.kyozo.analyzer.topology;

import io.kyozo.contracts.topology.Evidence;

/**
 * That something says which port a service listens on.
 *
 * @param number 1 to 65535
 * @param protocol http, tcp, grpc …
 * @param envVar the variable that sets it; empty where it is fixed
 * @param evidence where it shows; its weight decides between findings
 */
public record PortFinding(int number, String protocol, String envVar, Evidence evidence) {}
