package io.llmi.toolkit.image.provenance;

import java.io.StringReader;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.commons.imaging.Imaging;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads a file's XMP with others' code: the packet with Commons Imaging, its XML with the JDK. */
public final class Xmp {
    public static final String DC = "http://purl.org/dc/elements/1.1/";
    public static final String XMP = "http://ns.adobe.com/xap/1.0/";
    public static final String RIGHTS = "http://ns.adobe.com/xap/1.0/rights/";
    public static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    public static final String IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    private final Document document;

    private Xmp(Document document) {
        this.document = document;
    }

    public static Optional<Xmp> of(byte[] picture) throws Exception {
        String packet = Imaging.getXmpXml(picture);
        if (packet == null) {
            return Optional.empty();
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return Optional.of(new Xmp(factory.newDocumentBuilder().parse(new InputSource(new StringReader(packet)))));
    }

    /** A property, written as an attribute, an element, or an element with one text for any language. */
    public Optional<String> property(String namespace, String name) {
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.hasAttributeNS(namespace, name)) {
                return Optional.of(element.getAttributeNS(namespace, name));
            }
            if (namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName())) {
                return Optional.of(element.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
