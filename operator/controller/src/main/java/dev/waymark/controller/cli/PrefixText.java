package dev.waymark.controller.cli;

import dev.waymark.api.net.NetworkFormatException;
import dev.waymark.api.net.Prefix;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A prefix on the command line. */
final class PrefixText implements ITypeConverter<Prefix> {
  @Override
  public Prefix convert(String text) {
    try {
      return Prefix.parse(text);
    } catch (NetworkFormatException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
