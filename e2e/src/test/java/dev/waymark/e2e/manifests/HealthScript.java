package dev.waymark.e2e.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A script that tells Argo CD the health of an object, run as Argo CD runs it. */
record HealthScript(Path file) {

  /** What a script answers. */
  record Health(String status, String message) {}

  /** Runs it with the object as the global {@code obj}. */
  Health of(JsonNode object) {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("obj", value(object));
    try {
      LuaValue answer = globals.load(Files.readString(file), file.toString()).call();
      return new Health(answer.get("status").checkjstring(), answer.get("message").checkjstring());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static LuaValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        LuaTable table = new LuaTable();
        node.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
        yield table;
      }
      case ARRAY -> {
        LuaTable table = new LuaTable();
        for (int i = 0; i < node.size(); i++) {
          table.set(i + 1, value(node.get(i)));
        }
        yield table;
      }
      case STRING -> LuaValue.valueOf(node.textValue());
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      default -> LuaValue.NIL;
    };
  }
}
