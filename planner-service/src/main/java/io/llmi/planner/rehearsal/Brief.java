package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a request asks for, as far as the rules understand it.
 *
 * @param title of the document
 * @param subject what it is about, shorter than the title
 * @param wishes the pictures that are asked for, in the request's order
 * @param textOnly whether it says that it wants no pictures
 * @param total how many pictures it wants in all, if it says so
 */
record Brief(String title, String subject, List<Wish> wishes, boolean textOnly, OptionalInt total) {
    Brief {
        wishes = List.copyOf(wishes);
    }
}
