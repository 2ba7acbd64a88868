package io.kyozo.contracts.topology;

/**
 * Why something is believed.
 *
 * @param file path in the folder, with {@code /}
 * @param line 1-based; 0 where the file as a whole is meant
 * @param weight how much it counts, 0 to 1
 * @param shows what it shows, for a person
 */
public record Evidence(String file, int line, double weight, String shows) {}
