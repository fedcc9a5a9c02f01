package io.freshet.jobs.training.page;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as the JDK's XML parser understands it. */
record ParsedPage(Document document) {

  static ParsedPage of(String page) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setExpandEntityReferences(false);
      return new ParsedPage(
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(page))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  /** All elements of a name. */
  List<Element> all(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The element with an id. */
  Element byId(String id) {
    return all("*").stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no element has the id " + id));
  }

  /** All text, spaces that do not break as others. */
  String text() {
    return root().getTextContent().replace('\u00A0', ' ');
  }
}
