package io.kyozo.deployer.backup;

/**
 * When a service's data is backed up without being asked, and how many such backups are kept.
 *
 * @param schedule five cron fields in UTC, or {@code every <ISO-8601 duration>}; empty for never
 * @param keep how many; 1 to 365
 */
public record BackupPolicy(String schedule, int keep) {}
