package io.llmi.judge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.llmi.judge.opinion.CriterionJudge;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.opinion.PanelFactory;
import io.llmi.toolkit.blob.BlobStore;

/** Gives the process its panel of judges. */
@Singleton
final class PanelProducer {
    @Produces
    @Singleton
    Panel panel(JudgeConfig config, BlobStore blobs) {
        return new PanelFactory(config, blobs).panel();
    }

    @Produces
    @Singleton
    CriterionJudge criteria(JudgeConfig config, BlobStore blobs) {
        return new PanelFactory(config, blobs).criteria();
    }
}
