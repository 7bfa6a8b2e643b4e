// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounds in a bundle's metatype documents. The Metatype Service has them but does not tell them: it only
 * says of a value that it is too small.
 */
final class MetatypeLimits {
    private static final Logger LOG = LoggerFactory.getLogger(MetatypeLimits.class);

    private final Map<String, Map<String, Limits>> classes = new HashMap<>();

    static MetatypeLimits of(Bundle bundle) {
        MetatypeLimits limits = new MetatypeLimits();
        List<URL> documents = Optional.ofNullable(
                        bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false))
                .map(Collections::list)
                .map(List::copyOf)
                .orElse(List.of());
        for (URL document : documents) {
            try (InputStream in = document.openStream()) {
                limits.read(in);
            } catch (IOException | XMLStreamException e) {
                LOG.warn("Bounds in {} are not enforced, for it cannot be read: {}", document, e.getMessage());
            }
        }
        return limits;
    }

    /** The bounds of one attribute of one object class. */
    Limits of(String objectClass, String attribute) {
        return classes.getOrDefault(objectClass, Map.of()).getOrDefault(attribute, Limits.NONE);
    }

    private void read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Map<String, Limits> attributes = new HashMap<>();
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("OCD")) {
                attributes = classes.computeIfAbsent(attribute(xml, "id").orElse(""), id -> new HashMap<>());
            } else if (xml.getLocalName().equals("AD")) {
                Limits limits = new Limits(
                        attribute(xml, "min").flatMap(Exact::of),
                        attribute(xml, "max").flatMap(Exact::of));
                attributes.put(attribute(xml, "id").orElse(""), limits);
            }
        }
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }
}
