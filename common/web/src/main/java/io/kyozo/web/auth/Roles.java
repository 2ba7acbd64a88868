package io.kyozo.web.auth;

/** The roles that a token's groups may hold; each may do what those before it may. */
public final class Roles {
    /** May look. */
    public static final String VIEWER = "viewer";
    /** May upload, deploy, stop, scale. */
    public static final String OPERATOR = "operator";
    /** May change settings and handle jobs of all. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
