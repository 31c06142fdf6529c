package io.llmi.planner.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.toolkit.blob.BlobStoreException;

/**
 * A job as chat messages: the system prompt, then the conversation with the user's pictures in the turns that they
 * are attached to. Thread-safe.
 */
public final class ChatPrompt {
    private final UserImages images;

    public ChatPrompt(UserImages images) {
        this.images = images;
    }

    /** @throws PlannerException if the blob store cannot be read */
    public List<ChatMessage> messages(PlanRequest request) throws PlannerException {
        JobSubmitted job = request.job();
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(ChatMessage.text("system", system(request)));
        int lastUserTurn = lastUserTurn(job);
        for (int turn = 0; turn < job.messages().size(); turn++) {
            Message message = job.messages().get(turn);
            switch (message.role()) {
                case SYSTEM -> {}
                case ASSISTANT -> messages.add(ChatMessage.text("assistant", message.text()));
                case USER -> messages.add(userTurn(job, message, turn == lastUserTurn));
            }
        }
        return List.copyOf(messages);
    }

    // Many chat templates take one system message only, at the start.
    private static String system(PlanRequest request) {
        String own = SystemPrompt.text(request);
        String callers = request.job().messages().stream()
                .filter(message -> message.role() == Message.Role.SYSTEM)
                .map(Message::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return callers.isEmpty() ? own : own + "\n## Instructions of the application\n\n" + callers + "\n";
    }

    private ChatMessage userTurn(JobSubmitted job, Message message, boolean last) throws PlannerException {
        Set<Integer> shown = new LinkedHashSet<>(message.images());
        if (last) {
            shown.addAll(unattached(job));
        }
        if (shown.isEmpty()) {
            return ChatMessage.text("user", message.text());
        }
        List<ChatMessage.Part> parts = new ArrayList<>();
        parts.add(new ChatMessage.Text(message.text()));
        for (int index : shown) {
            if (index < 0 || index >= job.images().size()) {
                continue;
            }
            Optional<String> uri = load(job, index);
            parts.add(new ChatMessage.Text(
                    uri.isPresent() ? "Image " + index + ":" : "(Image " + index + " could not be read.)"));
            uri.ifPresent(data -> parts.add(new ChatMessage.Image(data)));
        }
        return new ChatMessage("user", parts);
    }

    private Optional<String> load(JobSubmitted job, int index) throws PlannerException {
        try {
            return images.dataUri(job.images().get(index));
        } catch (BlobStoreException e) {
            throw new PlannerException(
                    new PlannerError.Unreachable("The pictures of the request cannot be read now; try again."), e);
        }
    }

    private static List<Integer> unattached(JobSubmitted job) {
        Set<Integer> attached = job.messages().stream()
                .flatMap(message -> message.images().stream())
                .collect(Collectors.toSet());
        return IntStream.range(0, job.images().size())
                .boxed()
                .filter(index -> !attached.contains(index))
                .toList();
    }

    private static int lastUserTurn(JobSubmitted job) {
        int last = -1;
        for (int turn = 0; turn < job.messages().size(); turn++) {
            if (job.messages().get(turn).role() == Message.Role.USER) {
                last = turn;
            }
        }
        return last;
    }
}
