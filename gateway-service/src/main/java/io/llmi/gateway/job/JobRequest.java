package io.llmi.gateway.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.Message;
import io.llmi.events.Sampling;
import io.llmi.events.Scaling;

/**
 * A submission that is well formed; its pictures are not looked into yet.
 *
 * @param previous the ended job whose conversation this one goes on from
 * @param messages oldest first; their image indices count {@code pictures}
 * @param maxCost what the pictures may cost, in US dollars
 */
record JobRequest(
        Optional<JobId> previous,
        List<Message> messages,
        List<RawPicture> pictures,
        ImageCount imageCount,
        List<String> tools,
        Scaling scaling,
        int deadlineSeconds,
        int maxImages,
        Optional<BigDecimal> maxCost,
        Map<String, String> metadata,
        Optional<String> webhookUrl,
        Sampling sampling) {

    /** The newest thing that the user asked for. */
    String prompt() {
        return messages.stream()
                .filter(message -> message.role() == Message.Role.USER)
                .reduce((earlier, later) -> later)
                .map(Message::text)
                .orElse("");
    }
}
