// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** Reads what the bundles of a distribution say of their configuration. */
final class Metatypes {
    private static final String FOLDER = "OSGI-INF/metatype/";

    private final Path bundles;

    /**
     * @param bundles the folder that holds them, also deeper
     */
    Metatypes(Path bundles) {
        this.bundles = bundles;
    }

    /** One for each configuration, by its pid. */
    List<SettingsFile> read() throws IOException {
        List<SettingsFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(bundles)) {
            for (Path jar : paths.filter(p -> p.toString().endsWith(".jar")).sorted().toList()) {
                files.addAll(read(jar));
            }
        }
        files.sort(Comparator.comparing(SettingsFile::pid));
        return files;
    }

    private static List<SettingsFile> read(Path path) throws IOException {
        List<SettingsFile> files = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".xml")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.addAll(files(parse(in)));
                    }
                }
            }
        }
        return files;
    }

    private static Document parse(InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("a bundle describes its configuration in a form unknown", e);
        }
    }

    private static List<SettingsFile> files(Document document) {
        List<SettingsFile> files = new ArrayList<>();
        for (Element designate : elements(document.getElementsByTagName("Designate"))) {
            String reference =
                    elements(designate.getElementsByTagName("Object")).stream()
                            .map(object -> object.getAttribute("ocdref"))
                            .findFirst()
                            .orElse("");
            elements(document.getElementsByTagName("OCD")).stream()
                    .filter(ocd -> ocd.getAttribute("id").equals(reference))
                    .map(ocd -> file(designate.getAttribute("pid"), ocd))
                    .forEach(files::add);
        }
        return files;
    }

    private static SettingsFile file(String pid, Element ocd) {
        String description =
                ocd.getAttribute("description").isEmpty()
                        ? ocd.getAttribute("name")
                        : ocd.getAttribute("description");
        List<Option> options =
                elements(ocd.getElementsByTagName("AD")).stream()
                        .map(
                                ad ->
                                        new Option(
                                                ad.getAttribute("id"),
                                                ad.getAttribute("description"),
                                                ad.getAttribute("default")))
                        .toList();
        return new SettingsFile(pid, description, options);
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
