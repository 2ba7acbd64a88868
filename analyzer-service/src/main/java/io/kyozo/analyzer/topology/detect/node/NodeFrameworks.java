package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.detect.Framework;
import java.util.List;

/** Frameworks of the npm world, the most telling first: a meta-framework before the library that it builds on. */
final class NodeFrameworks {
    /** Render on a server of their own. */
    static final List<Framework> SERVERS = List.of(
            Framework.web("next", "next", 3000),
            Framework.web("nuxt", "nuxt", 3000),
            Framework.web("nuxt3", "nuxt", 3000),
            Framework.web("@remix-run/serve", "remix", 3000),
            Framework.web("@remix-run/node", "remix", 3000),
            Framework.web("@react-router/serve", "react-router", 3000),
            Framework.web("@react-router/node", "react-router", 3000),
            Framework.web("@tanstack/react-start", "tanstack-start", 3000),
            Framework.web("@tanstack/solid-start", "tanstack-start", 3000),
            Framework.web("@tanstack/start", "tanstack-start", 3000),
            Framework.web("@solidjs/start", "solid-start", 3000),
            Framework.web("@redwoodjs/core", "redwood", 8910),
            Framework.web("@medusajs/medusa", "medusa", 9000),
            Framework.web("@strapi/strapi", "strapi", 1337),
            Framework.web("@directus/api", "directus", 8055),
            Framework.web("@keystone-6/core", "keystone", 3000),
            Framework.api("@nestjs/core", "nestjs", 3000),
            Framework.api("@adonisjs/core", "adonis", 3333),
            Framework.api("nitropack", "nitro", 3000),
            Framework.api("nitro", "nitro", 3000),
            Framework.api("fastify", "fastify", 3000),
            Framework.api("@hapi/hapi", "hapi", 3000),
            Framework.api("koa", "koa", 3000),
            Framework.api("hono", "hono", 3000),
            Framework.api("elysia", "elysia", 3000),
            Framework.api("express", "express", 3000),
            Framework.api("restify", "restify", 8080),
            Framework.api("polka", "polka", 3000),
            Framework.api("sails", "sails", 1337),
            Framework.api("@feathersjs/feathers", "feathers", 3030),
            Framework.api("@apollo/server", "apollo", 4000),
            Framework.api("apollo-server", "apollo", 4000),
            Framework.api("graphql-yoga", "graphql-yoga", 4000),
            Framework.api("json-server", "json-server", 3000),
            Framework.api("moleculer", "moleculer", 3000),
            Framework.api("@google-cloud/functions-framework", "functions-framework", 8080),
            Framework.api("socket.io", "socket.io", 3000),
            Framework.api("ws", "ws", 0),
            Framework.worker("bullmq", "bullmq"),
            Framework.worker("graphile-worker", "graphile-worker"),
            Framework.worker("discord.js", "discord.js"),
            Framework.worker("telegraf", "telegraf"));

    /** Build files for a browser; a server only where an adapter for one is there too. */
    static final List<Framework> SITES = List.of(
            Framework.web("astro", "astro", 4321),
            Framework.web("@sveltejs/kit", "sveltekit", 3000),
            Framework.web("gatsby", "gatsby", 9000),
            Framework.web("@docusaurus/core", "docusaurus", 3000),
            Framework.web("vitepress", "vitepress", 5173),
            Framework.web("vuepress", "vuepress", 8080),
            Framework.web("@11ty/eleventy", "eleventy", 8080),
            Framework.web("react-scripts", "create-react-app", 3000),
            Framework.web("@angular/core", "angular", 4200),
            Framework.web("@vue/cli-service", "vue-cli", 8080),
            Framework.web("expo", "expo", 8081),
            Framework.web("ember-cli", "ember", 4200),
            Framework.web("@quasar/app-vite", "quasar", 9000),
            Framework.web("parcel", "parcel", 1234),
            Framework.web("vite", "vite", 5173));

    private NodeFrameworks() {}
}
