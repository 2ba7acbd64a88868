package io.kyozo.deployer.json;

import java.util.Locale;

/** How constants are written in the API: in lower case with dashes, such as {@code rolling-back}. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
