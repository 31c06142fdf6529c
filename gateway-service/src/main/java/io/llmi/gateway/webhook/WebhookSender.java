package io.llmi.gateway.webhook;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.WebhookNotice;
import io.llmi.toolkit.fetch.BlockedUrlException;
import io.llmi.toolkit.fetch.FetchException;
import io.llmi.toolkit.fetch.SafeSender;

/** Signs and sends one message. Thread-safe, blocking. */
final class WebhookSender {
    private static final int GONE = 410;

    private final SafeSender http;
    private final Signer signer;
    private final String base;
    private final Clock clock;

    WebhookSender(SafeSender http, Signer signer, String base, Clock clock) {
        this.http = http;
        this.signer = signer;
        this.base = base;
        this.clock = clock;
    }

    Attempt send(WebhookNotice notice) throws InterruptedException {
        WebhookMessage message = WebhookMessage.of(notice, base);
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", message.id(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signer.sign(message.id(), timestamp, message.body()));
        try {
            SafeSender.Answer answer = http.post(notice.url(), headers, message.body());
            return judge(answer);
        } catch (BlockedUrlException e) {
            return new Attempt.Refused(String.valueOf(e.getMessage()));
        } catch (FetchException e) {
            return new Attempt.Failed(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static Attempt judge(SafeSender.Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Attempt.Delivered(status);
        }
        if (status >= 300 && status < 400) {
            return new Attempt.Failed(
                    "the receiver redirects (HTTP %d), which is not followed; use the final address".formatted(status),
                    Optional.empty());
        }
        return status == GONE
                ? new Attempt.Refused("the receiver wants no more messages (HTTP 410)")
                : new Attempt.Failed("the receiver answered HTTP %d".formatted(status), answer.retryAfter());
    }
}
