package io.kyozo.testkit.docs;

import java.util.List;

/**
 * The keys of one {@code @ConfigMapping} interface.
 *
 * @param prefix of all keys
 * @param description what they are about
 * @param keys in the order of the source
 */
record ConfigurationSection(String prefix, String description, List<ConfigurationKey> keys) {}
