// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** The root pom has the versions, and it alone. */
class PomsTest {
    private static List<Path> modules() {
        return Sources.files().stream()
                .filter(path -> path.endsWith("pom.xml") && path.getNameCount() > 1)
                .toList();
    }

    @Test
    void everyModuleHasTheRootsVersion() throws Exception {
        String root = text(parse(Path.of("pom.xml")), "version");
        List<String> wrong = new ArrayList<>();
        for (Path pom : modules()) {
            Element project = parse(pom);
            String version = text(children(project, "parent").findFirst().orElseThrow(), "version");
            if (!version.equals(root)) {
                wrong.add(pom + ": its parent is " + version + ", not " + root);
            }
            if (children(project, "version").findAny().isPresent()) {
                wrong.add(pom + ": has a version of its own; it inherits " + root);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void versionsOfOthersStandInTheRootOnly() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path pom : modules()) {
            var all = parse(pom).getElementsByTagName("version");
            for (int i = 0; i < all.getLength(); i++) {
                Node version = all.item(i);
                String of = version.getParentNode().getNodeName();
                if ((of.equals("dependency") || of.equals("plugin"))
                        && !version.getTextContent().strip().equals("${project.version}")) {
                    wrong.add(pom + ": " + text((Element) version.getParentNode(), "artifactId"));
                }
            }
        }
        assertThat(wrong).as("Versions that belong into the root pom").isEmpty();
    }

    @Test
    void everyPomIsPartOfTheBuild() throws Exception {
        List<Path> reached = new ArrayList<>();
        reach(Path.of("pom.xml"), reached);

        assertThat(reached).containsAll(modules());
    }

    private static void reach(Path pom, List<Path> reached) throws Exception {
        reached.add(pom);
        Path folder = pom.getParent() == null ? Path.of("") : pom.getParent();
        for (Element modules : children(parse(pom), "modules").toList()) {
            for (Element module : children(modules, "module").toList()) {
                reach(folder.resolve(module.getTextContent().strip()).resolve("pom.xml"), reached);
            }
        }
    }

    static Element parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Sources.ROOT.resolve(pom).toFile())
                .getDocumentElement();
    }

    static Stream<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found.stream();
    }

    static String text(Element parent, String name) {
        return children(parent, name).findFirst().orElseThrow().getTextContent().strip();
    }
}
