package io.llmi.toolkit.tool;

import java.util.Optional;

import io.llmi.toolkit.budget.Purse;
import io.llmi.toolkit.ledger.CallPage;
import io.llmi.toolkit.ledger.ResultCache;

/**
 * The support of one call: its page in the ledger, and the cache of all.
 *
 * @param cache empty if it is switched off
 */
record CallSupport(CallPage page, Optional<ResultCache> cache, Purse purse, ToolMeters meters)
        implements BackendSupport {
    @Override
    public boolean beginCall() {
        return page.beginCall();
    }

    @Override
    public Optional<ToolReply.Picture> remembered(String key) {
        return cache.flatMap(results -> results.find(key))
                .map(result ->
                        new ToolReply.Picture(result.bytes(), result.alt(), result.provenance(), result.warnings()));
    }

    @Override
    public void remember(String key, ToolReply.Picture picture) {
        cache.ifPresent(results -> results.keep(
                key, new ResultCache.Result(picture.bytes(), picture.alt(), picture.provenance(), picture.warnings())));
    }
}
