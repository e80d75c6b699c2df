package dev.waymark.cli.command;

import dev.waymark.api.net.Prefix;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A prefix as the resources write it. */
final class PrefixText implements ITypeConverter<Prefix> {
  @Override
  public Prefix convert(String text) {
    try {
      return Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
