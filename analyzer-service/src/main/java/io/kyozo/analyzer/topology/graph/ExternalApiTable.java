package io.kyozo.analyzer.topology.graph;

/**
 * APIs that others run, but for those of the clouds. Packages are those that the issuers publish, or that are used most, in
 * npm, PyPI, Go, Maven, RubyGems, Packagist, crates.io, NuGet and Hex, in lower case; of Maven's coordinates the artifact.
 */
final class ExternalApiTable {
    static final String TEXT = """
stripe | Stripe | payments
  packages stripe @stripe/stripe-js @stripe/react-stripe-js stripe-java github.com/stripe/stripe-go*
  packages stripe/stripe-php laravel/cashier async-stripe* stripe.net stripity_stripe dj-stripe pay-stripe
  hosts api.stripe.com js.stripe.com
  variables STRIPE_*
paypal | PayPal | payments
  packages @paypal/* paypal-rest-sdk paypalrestsdk paypal-checkout-serversdk checkout-sdk paypalcheckoutsdk
  packages paypal/* github.com/plutov/paypal* paypal-server-sdk paypal-sdk-rest
  hosts api.paypal.com api-m.paypal.com api.sandbox.paypal.com api-m.sandbox.paypal.com
  variables PAYPAL_*
square | Square | payments
  packages square squareup square.connect square.rb square/square
  hosts connect.squareup.com connect.squareupsandbox.com
  variables SQUARE_ACCESS_TOKEN SQUARE_APPLICATION_ID SQUARE_LOCATION_ID
braintree | Braintree | payments
  packages braintree braintree-java braintree/braintree_php braintree-web
  hosts api.braintreegateway.com
  variables BRAINTREE_*
adyen | Adyen | payments
  packages @adyen/* adyen adyen-java-api-library adyen/php-api-library adyen-ruby-api-library
  packages github.com/adyen/adyen-go-api-library*
  variables ADYEN_*
paddle | Paddle | payments
  packages @paddle/* paddle-python-sdk laravel/cashier-paddle paddlehq/*
  hosts api.paddle.com sandbox-api.paddle.com
  variables PADDLE_*
twilio | Twilio | messaging
  packages twilio twilio-ruby twilio/sdk github.com/twilio/twilio-go* ex_twilio twilio-rs
  hosts api.twilio.com verify.twilio.com
  variables TWILIO_*
vonage | Vonage | messaging
  packages @vonage/* vonage nexmo vonage/client*
  hosts rest.nexmo.com api.nexmo.com
  variables VONAGE_* NEXMO_*
slack | Slack | messaging
  packages @slack/* slack-sdk slackclient slack-bolt slack-api-client slack-ruby-client slacknet
  packages github.com/slack-go/slack* slack-morphism
  hosts hooks.slack.com
  variables SLACK_*
discord | Discord | messaging
  packages discord.js discord.py discordrb github.com/bwmarrin/discordgo* serenity jda discord.net
  variables DISCORD_*
telegram | Telegram | messaging
  packages telegraf grammy node-telegram-bot-api python-telegram-bot aiogram teloxide telegram.bot
  packages github.com/go-telegram-bot-api/telegram-bot-api* telegram-bot-ruby
  hosts api.telegram.org
  variables TELEGRAM_*
pusher | Pusher | messaging
  packages pusher pusher-js pusher-http-java pusher/pusher-php-server github.com/pusher/pusher-http-go*
  variables PUSHER_*
onesignal | OneSignal | messaging
  packages onesignal-node @onesignal/* onesignal-python-api onesignal
  hosts api.onesignal.com
  variables ONESIGNAL_* ONE_SIGNAL_*
sendgrid | SendGrid | email
  packages @sendgrid/* sendgrid sendgrid-java sendgrid/sendgrid sendgrid-ruby sendgrid-actionmailer
  packages github.com/sendgrid/sendgrid-go* django-sendgrid-v5
  hosts api.sendgrid.com smtp.sendgrid.net
  variables SENDGRID_*
mailgun | Mailgun | email
  packages mailgun.js mailgun-js mailgun-ruby mailgun/mailgun-php github.com/mailgun/mailgun-go*
  packages symfony/mailgun-mailer mailgun-java
  hosts api.mailgun.net api.eu.mailgun.net smtp.mailgun.org
  variables MAILGUN_*
postmark | Postmark | email
  packages postmark postmarker postmark-rails wildbit/postmark-php wildbit/swiftmailer-postmark
  packages symfony/postmark-mailer github.com/keighl/postmark* postmark-java
  hosts api.postmarkapp.com smtp.postmarkapp.com
  variables POSTMARK_*
resend | Resend | email
  packages resend resend-java resend/resend-php resend/resend-laravel github.com/resend/resend-go* resend-rs
  hosts api.resend.com
  variables RESEND_*
mailchimp | Mailchimp | email
  packages @mailchimp/* mailchimp-marketing mailchimp-transactional mailchimp/* gibbon mailchimp3
  hosts mandrillapp.com
  variables MAILCHIMP_* MANDRILL_*
openai | OpenAI | ai
  packages openai openai-java openai-php/* openai-api github.com/openai/openai-go* github.com/sashabaranov/go-openai*
  packages ruby-openai async-openai openai-python @ai-sdk/openai @langchain/openai langchain-openai openai_ex
  packages langchain4j-open-ai* spring-ai-openai-spring-boot-starter spring-ai-starter-model-openai
  packages quarkus-langchain4j-openai
  hosts api.openai.com
  variables OPENAI_*
anthropic | Anthropic | ai
  packages @anthropic-ai/* anthropic anthropic-java github.com/anthropics/anthropic-sdk-go* anthropic-rb
  packages @ai-sdk/anthropic @langchain/anthropic langchain-anthropic langchain4j-anthropic* anthropic.sdk
  packages quarkus-langchain4j-anthropic spring-ai-starter-model-anthropic
  hosts api.anthropic.com
  variables ANTHROPIC_* CLAUDE_API_KEY
mistral | Mistral AI | ai
  packages @mistralai/* mistralai @ai-sdk/mistral langchain-mistralai langchain4j-mistral-ai*
  hosts api.mistral.ai
  variables MISTRAL_*
cohere | Cohere | ai
  packages cohere cohere-ai cohere-java @ai-sdk/cohere langchain-cohere github.com/cohere-ai/cohere-go*
  hosts api.cohere.ai api.cohere.com
  variables COHERE_* CO_API_KEY
groq | Groq | ai
  packages groq-sdk @ai-sdk/groq langchain-groq
  hosts api.groq.com
  variables GROQ_*
huggingface | Hugging Face | ai
  packages @huggingface/inference huggingface-hub langchain-huggingface
  hosts api-inference.huggingface.co router.huggingface.co
  variables HUGGINGFACE_* HUGGINGFACEHUB_* HF_TOKEN HF_API_TOKEN
replicate | Replicate | ai
  packages replicate github.com/replicate/replicate-go* replicate-ruby
  hosts api.replicate.com
  variables REPLICATE_*
pinecone | Pinecone | search
  packages @pinecone-database/* pinecone pinecone-client langchain-pinecone github.com/pinecone-io/go-pinecone*
  packages pinecone.net
  hosts *.pinecone.io
  variables PINECONE_*
algolia | Algolia | search
  packages algoliasearch* @algolia/* react-instantsearch* github.com/algolia/algoliasearch-client-go*
  packages algolia/* algolia algolia.search django-algolia
  hosts *.algolia.net *.algolianet.com
  variables ALGOLIA_*
sentry | Sentry | monitoring
  packages @sentry/* sentry-sdk sentry-ruby sentry-rails sentry-sidekiq sentry-spring-boot-starter* sentry-logback
  packages sentry-log4j2 sentry sentry/* github.com/getsentry/sentry-go* sentry.aspnetcore sentry-raven
  packages quarkus-logging-sentry raven
  hosts *.ingest.sentry.io *.ingest.us.sentry.io *.ingest.de.sentry.io
  variables SENTRY_*
datadog | Datadog | monitoring
  packages dd-trace ddtrace datadog @datadog/* ddtrace-api dd-trace-api hot-shots dogstatsd-ruby datadog.trace*
  packages gopkg.in/datadog/dd-trace-go* github.com/datadog/datadog-* github.com/datadog/dd-trace-go*
  packages micrometer-registry-datadog spandex_datadog
  packages datadog/php-datadogstatsd
  hosts *.datadoghq.com *.datadoghq.eu
  variables DATADOG_* DD_API_KEY DD_APP_KEY DD_SITE DD_AGENT_HOST
newrelic | New Relic | monitoring
  packages newrelic newrelic_rpm newrelic-api github.com/newrelic/go-agent* newrelic.agent* new_relic_agent
  packages micrometer-registry-new-relic
  hosts *.newrelic.com *.nr-data.net
  variables NEW_RELIC_*
honeycomb | Honeycomb | monitoring
  packages @honeycombio/* honeycomb-beeline github.com/honeycombio/libhoney-go github.com/honeycombio/beeline-go
  packages honeycomb.opentelemetry
  hosts api.honeycomb.io
  variables HONEYCOMB_*
rollbar | Rollbar | monitoring
  packages rollbar rollbar/* rollbar-java github.com/rollbar/rollbar-go* rollbar-web rollbax
  hosts api.rollbar.com
  variables ROLLBAR_*
bugsnag | Bugsnag | monitoring
  packages @bugsnag/* bugsnag bugsnag-spring bugsnag/* github.com/bugsnag/bugsnag-go* bugsnag.aspnet.core
  hosts notify.bugsnag.com
  variables BUGSNAG_*
pagerduty | PagerDuty | monitoring
  packages @pagerduty/* pdpyras pagerduty github.com/pagerduty/go-pagerduty
  hosts api.pagerduty.com events.pagerduty.com
  variables PAGERDUTY_*
auth0 | Auth0 | identity
  packages auth0 @auth0/* express-oauth2-jwt-bearer express-openid-connect nextjs-auth0 auth0-python omniauth-auth0
  packages auth0-spring-security-api auth0/* github.com/auth0/go-* auth0.authenticationapi
  packages auth0.aspnetcore.authentication
  packages okta-spring-boot-auth0 ueberauth_auth0
  hosts *.auth0.com
  variables AUTH0_*
okta | Okta | identity
  packages @okta/* okta okta-jwt-verifier okta-spring-boot-starter okta-sdk-api okta.aspnetcore oktasdk okta/*
  packages github.com/okta/okta-* omniauth-okta
  hosts *.okta.com *.oktapreview.com
  variables OKTA_*
clerk | Clerk | identity
  packages @clerk/* clerk-sdk-ruby clerk-backend-api github.com/clerk/clerk-sdk-go* clerk-rs
  hosts api.clerk.com api.clerk.dev
  variables CLERK_*
segment | Segment | analytics
  packages @segment/* analytics-node segment-analytics-python analytics-python analytics-ruby segmentio/*
  packages github.com/segmentio/analytics-go* gopkg.in/segmentio/analytics-go* segment.analytics.csharp
  hosts api.segment.io cdn.segment.com
  variables SEGMENT_WRITE_KEY SEGMENT_API_KEY SEGMENT_KEY
mixpanel | Mixpanel | analytics
  packages mixpanel mixpanel-browser mixpanel-ruby mixpanel-java mixpanel/mixpanel-php github.com/mixpanel/*
  hosts api.mixpanel.com
  variables MIXPANEL_*
posthog | PostHog | analytics
  packages posthog posthog-node posthog-js posthog-ruby posthog/posthog-php github.com/posthog/posthog-go posthog-rs
  hosts *.i.posthog.com app.posthog.com
  variables POSTHOG_*
amplitude | Amplitude | analytics
  packages @amplitude/* amplitude-analytics amplitude-js amplitude-api amplitude-java-sdk
  hosts api.amplitude.com api2.amplitude.com
  variables AMPLITUDE_*
launchdarkly | LaunchDarkly | flags
  packages @launchdarkly/* launchdarkly-* ldclient-rb github.com/launchdarkly/go-server-sdk*
  hosts app.launchdarkly.com sdk.launchdarkly.com
  variables LAUNCHDARKLY_*
cloudinary | Cloudinary | media
  packages cloudinary cloudinary-* cloudinary/* cloudinarydotnet multer-storage-cloudinary next-cloudinary
  packages django-cloudinary-storage github.com/cloudinary/cloudinary-go*
  hosts api.cloudinary.com res.cloudinary.com
  variables CLOUDINARY_*
mapbox | Mapbox | maps
  packages @mapbox/mapbox-sdk mapbox-gl mapbox mapbox-sdk
  hosts api.mapbox.com
  variables MAPBOX_*
github | GitHub API | source
  packages @octokit/* octokit pygithub githubkit github3.py github-api octokit.net github.com/google/go-github*
  packages knplabs/github-api octocrab probot tentacat
  hosts api.github.com
  variables GITHUB_TOKEN GITHUB_API_TOKEN GITHUB_APP_ID GITHUB_CLIENT_ID GITHUB_CLIENT_SECRET
gitlab | GitLab API | source
  packages @gitbeaker/* python-gitlab gitlab gitlab4j-api gitlabapiclient gitlab.com/gitlab-org/api/client-go
  packages github.com/xanzy/go-gitlab
  variables GITLAB_TOKEN GITLAB_API_TOKEN
notion | Notion | productivity
  packages @notionhq/client notion-client notion-sdk-jvm-core notion-ruby-client notion.net
  hosts api.notion.com
  variables NOTION_*
airtable | Airtable | productivity
  packages airtable pyairtable airrecord
  hosts api.airtable.com
  variables AIRTABLE_*
hubspot | HubSpot | crm
  packages @hubspot/api-client hubspot-api-client hubspot/* hubspot-ruby
  hosts api.hubapi.com
  variables HUBSPOT_*
salesforce | Salesforce | crm
  packages jsforce simple-salesforce restforce salesforcesdk* netcoreforce.client
  hosts login.salesforce.com test.salesforce.com
  variables SALESFORCE_*
intercom | Intercom | crm
  packages intercom-client python-intercom intercom intercom-java intercom/* @intercom/*
  hosts api.intercom.io
  variables INTERCOM_*
shopify | Shopify | commerce
  packages @shopify/* shopify-api-node shopifyapi shopify_api shopify_app shopify/* shopifysharp
  packages github.com/bold-commerce/go-shopify*
  hosts *.myshopify.com
  variables SHOPIFY_*
plaid | Plaid | finance
  packages plaid plaid-python plaid-java react-plaid-link github.com/plaid/plaid-go* going.plaid
  hosts production.plaid.com sandbox.plaid.com development.plaid.com
  variables PLAID_*
contentful | Contentful | content
  packages contentful contentful-management contentful.py contentful/* contentful.aspnetcore
  hosts cdn.contentful.com api.contentful.com graphql.contentful.com
  variables CONTENTFUL_*
sanity | Sanity | content
  packages @sanity/client next-sanity @sanity/image-url
  hosts *.api.sanity.io cdn.sanity.io
  variables SANITY_*
""";

    private ExternalApiTable() {}
}
