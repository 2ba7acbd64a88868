package io.kyozo.analyzer.topology.parse;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element with what is below it. Read without DTD and external entities, at most 100 levels and 50,000 elements.
 *
 * @param name without its prefix
 * @param attributes by name, without prefixes
 * @param children in order
 * @param text its own text, trimmed
 * @param line 1-based
 */
public record XmlElement(
        String name, Map<String, String> attributes, List<XmlElement> children, String text, int line) {
    private static final FileRule<Optional<XmlElement>> TREE =
            FileRule.of("xml", FileRule.Result.TREE, file -> parse(file.text()));
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ELEMENTS = 50_000;

    /** The root element of a file; empty where it is absent or not well-formed. */
    public static Optional<XmlElement> read(Folder folder, String path) {
        return folder.finding(path, TREE).flatMap(found -> found);
    }

    public static Optional<XmlElement> parse(String text) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            return build(factory.createXMLStreamReader(new StringReader(text.strip())));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** Children with this name. */
    public Stream<XmlElement> all(String child) {
        return children.stream().filter(element -> element.name.equals(child));
    }

    /** The element at the end of a path of names. */
    public Optional<XmlElement> at(String... path) {
        Optional<XmlElement> found = Optional.of(this);
        for (String step : path) {
            found = found.flatMap(element -> element.all(step).findFirst());
        }
        return found;
    }

    /** Text at the end of a path of names; empty where there is none. */
    public String textAt(String... path) {
        return at(path).map(XmlElement::text).orElse("");
    }

    /** This element and everything below it. */
    public Stream<XmlElement> tree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::tree));
    }

    private static Optional<XmlElement> build(XMLStreamReader reader) throws XMLStreamException {
        ArrayDeque<Open> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        return Optional.empty();
                    }
                    open.push(new Open(reader));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.getFirst().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement done = open.pop().close();
                    if (open.isEmpty()) {
                        return Optional.of(done);
                    }
                    open.getFirst().children.add(done);
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return Optional.empty();
    }

    private static final class Open {
        private final String name;
        private final int line;
        private final Map<String, String> attributes = new TreeMap<>();
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(XMLStreamReader reader) {
            name = reader.getLocalName();
            line = reader.getLocation().getLineNumber();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }

        XmlElement close() {
            return new XmlElement(
                    name, attributes, List.copyOf(children), text.toString().strip(), line);
        }
    }
}
