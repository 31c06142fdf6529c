package io.llmi.parser.scan;

import java.util.ArrayList;
import java.util.List;

/** Scanning in tests. */
final class Scans {
    private Scans() {}

    static List<Fragment> whole(String document) {
        return pieces(ScanLimits.DEFAULT, List.of(document));
    }

    static List<Fragment> charByChar(String document) {
        return pieces(
                ScanLimits.DEFAULT,
                document.chars().mapToObj(c -> String.valueOf((char) c)).toList());
    }

    static List<Fragment> pieces(ScanLimits limits, List<String> chunks) {
        TagScanner scanner = new TagScanner(limits);
        List<Fragment> all = new ArrayList<>();
        chunks.forEach(chunk -> all.addAll(scanner.feed(chunk)));
        all.addAll(scanner.finish());
        return merged(all);
    }

    /** As a restarted process scans: before every chunk a new scanner, from the last checkpoint and what came since. */
    static List<Fragment> restarting(ScanLimits limits, List<String> chunks) {
        List<Fragment> all = new ArrayList<>();
        Checkpoint checkpoint = Checkpoint.START;
        List<String> since = new ArrayList<>();
        for (String chunk : chunks) {
            TagScanner scanner = TagScanner.resume(limits, checkpoint);
            since.forEach(scanner::feed);
            all.addAll(scanner.feed(chunk));
            since.add(chunk);
            if (scanner.checkpoint().isPresent()) {
                checkpoint = scanner.checkpoint().get();
                since.clear();
            }
        }
        TagScanner scanner = TagScanner.resume(limits, checkpoint);
        since.forEach(scanner::feed);
        all.addAll(scanner.finish());
        return merged(all);
    }

    static List<Fragment> merged(List<Fragment> fragments) {
        List<Fragment> merged = new ArrayList<>();
        for (Fragment fragment : fragments) {
            if (fragment instanceof Fragment.Text text
                    && !merged.isEmpty()
                    && merged.getLast() instanceof Fragment.Text before) {
                merged.set(merged.size() - 1, new Fragment.Text(before.text() + text.text()));
            } else {
                merged.add(fragment);
            }
        }
        return merged;
    }
}
