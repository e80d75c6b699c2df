package dev.waymark.api.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.waymark.api.yaml.YamlNode.Entry;
import dev.waymark.api.yaml.YamlNode.Mapping;
import dev.waymark.api.yaml.YamlNode.Scalar;
import dev.waymark.api.yaml.YamlNode.ScalarType;
import dev.waymark.api.yaml.YamlNode.Sequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a file into one tree a document. Aliases share their anchor's node; what all aliases of a
 * file stand for together is bounded, and so are depth and length. Errors of syntax end the file:
 * what stands before them is still read.
 */
final class TreeReader {
  /** The most bytes in a file. */
  static final int MAX_BYTES = 32 << 20;

  /** The most values in a file, the content of aliases counted at each. */
  static final long MAX_NODES = 4_000_000;

  private static final int MAX_DEPTH = 64;

  private static final YAMLFactory YAML =
      YAMLFactory.builder().loaderOptions(loaderOptions()).build();

  private final String file;
  private final List<YamlError> errors;
  private final List<YamlNode> documents = new ArrayList<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private String source = "";
  private long nodes;

  private TreeReader(String file, List<YamlError> errors) {
    this.file = file;
    this.errors = errors;
  }

  /** The documents of a file that are not empty; errors are added to {@code errors}. */
  static List<YamlNode> read(String file, byte[] content, List<YamlError> errors) {
    TreeReader reader = new TreeReader(file, errors);
    reader.read(content);
    return reader.documents;
  }

  private void read(byte[] content) {
    if (content.length > MAX_BYTES) {
      fail(
          new Place(file, 1, 1),
          "the file has " + content.length + " bytes; at most " + MAX_BYTES + " are read");
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      fail(new Place(file, 1, 1), "the file is not UTF-8; save it as UTF-8");
      return;
    }
    source = text.startsWith("\ufeff") ? text.substring(1) : text;
    try (YAMLParser parser = YAML.createParser(source)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        YamlNode document = node(parser, token);
        if (!(document instanceof Scalar scalar && scalar.type() == ScalarType.NOTHING)) {
          documents.add(document);
        }
      }
    } catch (JsonProcessingException e) {
      fail(place(e.getLocation()), "is not YAML here: " + firstLine(e.getOriginalMessage()));
    } catch (TooMuch e) {
      fail(e.place, e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private YamlNode node(YAMLParser parser, JsonToken token) throws IOException {
    Place place = place(parser.currentTokenLocation());
    if (++nodes > MAX_NODES) {
      throw new TooMuch(
          place,
          "the file holds more than " + MAX_NODES + " values; split it, or write out its aliases");
    }
    if (parser.isCurrentAlias()) {
      return alias(parser.getText(), place);
    }
    String anchor = parser.getObjectId();
    YamlNode node =
        switch (token) {
          case START_OBJECT -> mapping(parser, place);
          case START_ARRAY -> sequence(parser, place);
          case VALUE_NUMBER_INT -> new Scalar(place, ScalarType.INTEGER, parser.getText());
          case VALUE_NUMBER_FLOAT -> new Scalar(place, ScalarType.FRACTION, parser.getText());
          case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, ScalarType.TRUTH, parser.getText());
          case VALUE_NULL -> new Scalar(place, ScalarType.NOTHING, "");
          default -> new Scalar(place, textOrNothing(parser), parser.getText());
        };
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  /** A plain scalar without characters is nothing; a quoted or block one is an empty text. */
  private ScalarType textOrNothing(YAMLParser parser) throws IOException {
    int at = (int) parser.currentTokenLocation().getCharOffset();
    boolean empty = parser.getText().isEmpty();
    boolean marked = at >= 0 && at < source.length() && "\"'|>".indexOf(source.charAt(at)) >= 0;
    return empty && !marked ? ScalarType.NOTHING : ScalarType.TEXT;
  }

  private YamlNode alias(String name, Place place) {
    YamlNode target = anchors.get(name);
    if (target == null) {
      fail(place, "*" + name + " stands before its anchor &" + name + "; write the anchor first");
      return new Scalar(place, ScalarType.NOTHING, "");
    }
    nodes += target.size();
    if (nodes > MAX_NODES) {
      throw new TooMuch(
          place, "aliases stand for more than " + MAX_NODES + " values; write out what they mean");
    }
    return target;
  }

  private YamlNode mapping(YAMLParser parser, Place place) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    long size = 1;
    while (next(parser) == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Place keyPlace = place(parser.currentTokenLocation());
      YamlNode value = node(parser, next(parser));
      Place first = seen.putIfAbsent(key, keyPlace);
      if (first != null) {
        fail(
            keyPlace,
            "the key \"" + key + "\" is written twice; it stands already in line " + first.line());
        continue;
      }
      entries.add(new Entry(key, keyPlace, value));
      size += value.size();
    }
    return new Mapping(place, List.copyOf(entries), size);
  }

  private YamlNode sequence(YAMLParser parser, Place place) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    long size = 1;
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      YamlNode item = node(parser, token);
      items.add(item);
      size += item.size();
    }
    return new Sequence(place, List.copyOf(items), size);
  }

  private static JsonToken next(YAMLParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IOException("the parser ended inside a value");
    }
    return token;
  }

  private Place place(@Nullable JsonLocation location) {
    return location == null
        ? new Place(file, 1, 1)
        : new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private void fail(Place place, @Nullable String problem) {
    errors.add(new YamlError(place, "", problem == null ? "cannot be read" : problem));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unknown" : message.lines().findFirst().orElse("unknown");
  }

  private static LoaderOptions loaderOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    return options;
  }

  /** The file costs more than it may. */
  private static final class TooMuch extends RuntimeException {
    private final transient Place place;

    TooMuch(Place place, String message) {
      super(message);
      this.place = place;
    }
  }
}
