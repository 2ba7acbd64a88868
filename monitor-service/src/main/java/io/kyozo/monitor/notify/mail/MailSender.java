package io.kyozo.monitor.notify.mail;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Message;
import io.kyozo.monitor.notify.app.NotificationConfig;
import io.kyozo.monitor.notify.app.Sender;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends messages as plain text over the operator's mail server. */
@ApplicationScoped
class MailSender implements Sender {
    private final NotificationConfig config;
    private final @Nullable MailClient client;

    MailSender(Vertx vertx, NotificationConfig config) {
        this.config = config;
        this.client = config.smtp()
                .host()
                .map(host -> MailClient.create(vertx, options(host, config.smtp())))
                .orElse(null);
    }

    private static MailConfig options(String host, NotificationConfig.Smtp smtp) {
        MailConfig options = new MailConfig()
                .setHostname(host)
                .setPort(smtp.port())
                .setStarttls(smtp.startTls() ? StartTLSOptions.REQUIRED : StartTLSOptions.OPTIONAL)
                .setMaxPoolSize(4);
        smtp.username().ifPresent(options::setUsername);
        smtp.password().ifPresent(options::setPassword);
        return options;
    }

    @Override
    public boolean sends(Channel.Kind kind) {
        return kind == Channel.Kind.EMAIL;
    }

    @Override
    public Uni<Void> send(Channel channel, UUID notificationId, Message message) {
        if (client == null) {
            return Uni.createFrom()
                    .failure(new JobFailedException(ErrorClass.VALIDATION, "no mail server is configured"));
        }
        MailMessage mail = new MailMessage()
                .setFrom(config.smtp().from())
                .setTo(channel.address())
                .setSubject(message.subject())
                .setText(message.text())
                .addHeader("Message-ID", "<" + notificationId + "@kyozo>");
        return client.sendMail(mail)
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new JobFailedException(ErrorClass.NETWORK, "the mail server did not answer in time"))
                .onFailure(failure -> !(failure instanceof JobFailedException))
                .transform(failure ->
                        new JobFailedException(ErrorClass.NETWORK, "the mail server did not take it", failure))
                .replaceWithVoid();
    }
}
