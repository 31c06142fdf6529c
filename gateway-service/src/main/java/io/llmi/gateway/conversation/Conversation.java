package io.llmi.gateway.conversation;

import java.util.ArrayList;
import java.util.List;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Message;

/**
 * Turns and the pictures that they name by index. Pure.
 *
 * @param messages oldest first
 * @param images all pictures shown so far, the user's and those of earlier documents; what {@code img_index} counts
 */
public record Conversation(List<Message> messages, List<BlobRef> images) {
    public static final Conversation EMPTY = new Conversation(List.of(), List.of());

    public Conversation {
        messages = List.copyOf(messages);
        images = List.copyOf(images);
    }

    /** This conversation and what follows it, whose picture indices count its own pictures only. */
    public Conversation then(Conversation next) {
        List<Message> all = new ArrayList<>(messages);
        for (Message message : next.messages()) {
            List<Integer> shifted = message.images().stream()
                    .map(index -> index + images.size())
                    .toList();
            all.add(new Message(message.role(), message.text(), shifted));
        }
        List<BlobRef> pictures = new ArrayList<>(images);
        pictures.addAll(next.images());
        return new Conversation(all, pictures);
    }

    /**
     * This conversation and the document that answered it. The document's pictures become pictures of the conversation,
     * so that the next turn can have them changed; each is named by its index where it stood in the text, on a line of
     * its own as {@code [Image 3: what it shows]}, which planners read.
     */
    public Conversation answeredBy(Document document) {
        List<BlobRef> pictures = new ArrayList<>(images);
        StringBuilder text = new StringBuilder();
        for (Document.Part part : document.parts()) {
            switch (part) {
                case Document.TextPart written -> text.append(written.text());
                case Document.ImagePart image -> {
                    if (image.blob().isPresent()) {
                        text.append("\n[Image ")
                                .append(pictures.size())
                                .append(": ")
                                .append(image.alt())
                                .append("]\n");
                        pictures.add(image.blob().get());
                    }
                }
            }
        }
        List<Message> all = new ArrayList<>(messages);
        all.add(new Message(Message.Role.ASSISTANT, text.toString(), List.of()));
        return new Conversation(all, pictures);
    }
}
