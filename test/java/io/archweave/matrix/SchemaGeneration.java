package io.archweave.matrix;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import io.archweave.matrix.SchemaWords.Choice;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the JSON Schema of the matrix file from the records that Jackson binds it to. */
final class SchemaGeneration {
    /** Keys without which a mapping means nothing; the model leaves that to those who read its meaning. */
    private static final Map<Class<?>, List<String>> REQUIRED = Map.of(
            MatrixFile.class, List.of("version", "targets"),
            MatrixFile.RegistryEntry.class, List.of("name"),
            TargetEntry.TestEntry.class, List.of("run"));

    /** One object, because the library tells providers apart by identity. */
    private static final CustomDefinitionProviderV2 UNIONS = SchemaGeneration::union;

    private SchemaGeneration() {}

    /** The schema as it stands in the resources. */
    static String schema() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.FLATTENED_OPTIONALS)
                .with(new JacksonModule());
        builder.forTypesInGeneral()
                .withPropertySorter((unusedOne, unusedOther) -> 0)
                .withCustomDefinitionProvider(UNIONS)
                .withTypeAttributeOverride((node, scope, context) -> require(node, scope))
                .withAdditionalPropertiesResolver(SchemaGeneration::otherKeys);
        builder.forFields()
                .withIgnoreCheck(SchemaGeneration::isAxes)
                .withCustomDefinitionProvider(SchemaGeneration::oneOrMore)
                .withCustomDefinitionProvider(SchemaGeneration::words)
                .withTargetTypeOverridesResolver(SchemaGeneration::content);
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(MatrixFile.class);
        ObjectNode titled = schema.objectNode();
        titled.set("$schema", schema.get("$schema"));
        titled.put("title", Matrices.FILE_NAME).put("description", "Container images to release for many platforms.");
        titled.setAll(schema);
        return titled.toPrettyString() + "\n";
    }

    /** What may be written in more than one way. */
    private static CustomDefinition union(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        if (raw == String.class) {
            return new CustomDefinition(text(context), true);
        }
        if (raw == Map.class && type.getTypeParameters().get(1).getErasedType() == String.class) {
            ObjectNode texts = node(context).put("type", "object");
            texts.set("additionalProperties", text(context));
            return new CustomDefinition(texts, true);
        }
        if (raw == PlatformSet.class) {
            return definition(platforms(context));
        }
        if (mayBeText(raw)) {
            ObjectNode either = node(context);
            either.putArray("anyOf").add(text(context)).add(context.createStandardDefinition(type, UNIONS));
            return definition(either);
        }
        return null;
    }

    /** Without what holds for mappings in general: {@code additionalProperties: false} would hold for each option. */
    private static CustomDefinition definition(ObjectNode either) {
        return new CustomDefinition(
                either, CustomDefinition.DefinitionType.STANDARD, CustomDefinition.EXCLUDING_ATTRIBUTES);
    }

    /** A list that Jackson also takes a single value for. */
    private static CustomPropertyDefinition oneOrMore(FieldScope field, SchemaGenerationContext context) {
        JsonFormat format = field.getAnnotation(JsonFormat.class);
        if (format == null || !List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)) {
            return null;
        }
        ResolvedType item = field.getType().getTypeParameters().get(0);
        ObjectNode list = node(context).put("type", "array");
        list.set("items", context.createDefinitionReference(item));
        ObjectNode either = node(context);
        either.putArray("anyOf").add(context.createDefinitionReference(item)).add(list);
        return new CustomPropertyDefinition(either);
    }

    private static ObjectNode node(SchemaGenerationContext context) {
        return context.getGeneratorConfig().createObjectNode();
    }

    /** Every scalar is text to the reader, whatever YAML takes it for. */
    private static ObjectNode text(SchemaGenerationContext context) {
        ObjectNode text = node(context);
        text.putArray("type").add("string").add("number").add("boolean");
        return text;
    }

    private static ObjectNode platforms(SchemaGenerationContext context) {
        ObjectNode either = node(context);
        ObjectNode names = node(context).put("type", "array");
        names.set("items", text(context));
        ObjectNode mapping = node(context).put("type", "object");
        mapping.putObject("additionalProperties")
                .putArray("anyOf")
                .add(context.createDefinitionReference(context.getTypeContext().resolve(PlatformEntry.class)))
                .add(node(context).put("type", "null"));
        either.putArray("anyOf").add(names).add(mapping);
        return either;
    }

    /** Jackson takes a text in place of a mapping where a static creator does. */
    private static boolean mayBeText(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(String.class)))
                .flatMap(method -> Stream.ofNullable(method.getAnnotation(JsonCreator.class)))
                .anyMatch(creator -> creator.mode() == JsonCreator.Mode.DELEGATING);
    }

    private static void require(ObjectNode node, TypeScope scope) {
        List<String> keys = REQUIRED.getOrDefault(scope.getType().getErasedType(), List.of());
        if (!keys.isEmpty() && node.has("properties")) {
            keys.forEach(node.withArray("required")::add);
        }
    }

    private static boolean isAxes(FieldScope field) {
        return field.getDeclaringType().getErasedType() == TargetEntry.MatrixEntry.class
                && field.getName().equals("axes");
    }

    /** A record has no other keys than its own; in a matrix every other key is an axis. */
    private static JsonNode otherKeys(TypeScope scope, SchemaGenerationContext context) {
        Class<?> raw = scope.getType().getErasedType();
        if (raw != TargetEntry.MatrixEntry.class) {
            return raw.isRecord() ? BooleanNode.FALSE : null;
        }
        ObjectNode values = node(context).put("type", "array");
        values.set("items", text(context));
        return values;
    }

    private static List<ResolvedType> content(FieldScope field) {
        return field.getType().isInstanceOf(Optional.class)
                ? List.of(field.getType().getTypeParameters().get(0))
                : null;
    }

    private static CustomPropertyDefinition words(FieldScope field, SchemaGenerationContext context) {
        Choice choice = SchemaWords.of(field.getDeclaringType().getErasedType(), field.getName());
        if (choice.words().isEmpty()) {
            return null;
        }
        if (!choice.template()) {
            return new CustomPropertyDefinition(choice.schema());
        }
        ObjectNode either = node(context);
        either.putArray("anyOf")
                .add(choice.schema())
                .add(node(context).put("type", "string").put("pattern", "\\$\\{"));
        return new CustomPropertyDefinition(either);
    }
}
