package io.llmi.parser.scan;

/** Half characters: what no UTF-8 text can hold. */
final class Surrogates {
    private Surrogates() {}

    static boolean areAllPaired(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
