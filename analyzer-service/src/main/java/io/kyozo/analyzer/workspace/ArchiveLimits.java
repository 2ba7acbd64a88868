package io.kyozo.analyzer.workspace;

/**
 * How large and how odd an archive may be.
 *
 * @param uploadBytes of the archive itself
 * @param totalBytes of all files together, unpacked
 * @param fileBytes of one file, unpacked
 * @param entries files and folders, also those that are only part of a name
 * @param depth folders in one name
 * @param ratio how many times larger than the archive its content may be, once that is more than {@code ratioFromBytes}
 * @param ratioFromBytes below it, content may shrink as well as it can
 */
public record ArchiveLimits(
        long uploadBytes, long totalBytes, long fileBytes, int entries, int depth, int ratio, long ratioFromBytes) {}
