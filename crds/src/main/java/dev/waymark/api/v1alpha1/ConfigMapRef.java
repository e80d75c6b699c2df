package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** One key of a ConfigMap. */
@ApiType
@Doc("One key of a ConfigMap.")
public record ConfigMapRef(
    @Doc("The namespace of the ConfigMap.") @Text(TextFormat.NAME) String namespace,
    @Doc("The name of the ConfigMap.") @Text(TextFormat.OBJECT_NAME) String name,
    @Doc("The key that holds the lines.") @Text(TextFormat.CONFIG_KEY) String key) {}
