package io.kyozo.monitor.notify.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Slack's incoming webhooks, and those of others that are compatible, take. */
@RegisterForReflection
record SlackBody(String text) {}
