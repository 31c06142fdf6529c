package io.llmi.gateway.webhook;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.toolkit.fetch.AddressRules;
import io.llmi.toolkit.fetch.BlockedUrlException;
import io.llmi.toolkit.fetch.UrlRules;

/** Where webhooks may be sent to. Thread-safe. */
@ApplicationScoped
public class WebhookAddresses {
    private final boolean enabled;
    private final AddressRules addresses;
    private final UrlRules urls;

    @Inject
    public WebhookAddresses(WebhookConfig config) {
        enabled = config.secrets().isPresent();
        addresses = new AddressRules(
                config.allowedNetworks().orElse(List.of()),
                config.ownAddresses().orElse(List.of()));
        urls = new UrlRules(config.allowedPorts(), addresses);
    }

    /**
     * Why a URL is not accepted, in words for the client. A name is not looked up yet: that is done for each
     * connection, where its answer counts.
     */
    public Optional<String> refusal(String url) {
        if (!enabled) {
            return Optional.of("webhooks are not set up on this server; poll the job instead");
        }
        try {
            urls.vet(url);
            return Optional.empty();
        } catch (BlockedUrlException e) {
            return Optional.of("is not accepted: " + e.getMessage());
        }
    }

    UrlRules urls() {
        return urls;
    }

    AddressRules addresses() {
        return addresses;
    }
}
