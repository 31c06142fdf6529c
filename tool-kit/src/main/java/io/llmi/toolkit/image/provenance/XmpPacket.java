package io.llmi.toolkit.image.provenance;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.SerializeOptions;

/** Provenance as an XMP packet (ISO 16684-1; IPTC Photo Metadata Standard), the same bytes for the same provenance. */
final class XmpPacket {
    private static final String ANY_LANGUAGE = XMPConst.X_DEFAULT;

    private XmpPacket() {}

    static byte[] of(EmbeddedProvenance provenance) {
        try {
            XMPMeta xmp = XMPMetaFactory.create();
            if (provenance.sourceType().isPresent()) {
                xmp.setProperty(
                        XMPConst.NS_IPTCEXT,
                        "DigitalSourceType",
                        provenance.sourceType().get().uri());
            }
            if (provenance.creatorTool().isPresent()) {
                xmp.setProperty(
                        XMPConst.NS_XMP, "CreatorTool", provenance.creatorTool().get());
            }
            if (provenance.credit().isPresent()) {
                xmp.setProperty(
                        XMPConst.NS_PHOTOSHOP, "Credit", provenance.credit().get());
            }
            if (provenance.sourceUrl().isPresent()) {
                xmp.setProperty(XMPConst.NS_DC, "source", provenance.sourceUrl().get());
            }
            if (provenance.licence().isPresent()) {
                localised(xmp, "rights", provenance.licence().get());
            }
            if (provenance.licenceUrl().isPresent()) {
                xmp.setProperty(
                        XMPConst.NS_XMP_RIGHTS,
                        "WebStatement",
                        provenance.licenceUrl().get());
            }
            if (provenance.description().isPresent()) {
                localised(xmp, "description", provenance.description().get());
            }
            return XMPMetaFactory.serializeToBuffer(
                    xmp,
                    new SerializeOptions()
                            .setUseCompactFormat(true)
                            .setSort(true)
                            .setReadOnlyPacket(true)
                            .setNewline("\n"));
        } catch (XMPException e) {
            throw new IllegalStateException("the provenance cannot be written as XMP", e);
        }
    }

    private static void localised(XMPMeta xmp, String name, String text) throws XMPException {
        xmp.setLocalizedText(XMPConst.NS_DC, name, ANY_LANGUAGE, ANY_LANGUAGE, text);
    }
}
