package io.kyozo.jobs.app;

/**
 * Who handles jobs.
 *
 * @param actor the token's subject
 * @param scope whose jobs they may handle
 * @param correlationId follows the piece of work
 */
public record Operator(String actor, JobScope scope, String correlationId) {}
