// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jackfield.device.Device;
import org.jackfield.inventory.DeviceType;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Reads what devices a bundle offers: the factories whose configuration names a device. */
final class TypeReader {
    private static final Logger LOG = LoggerFactory.getLogger(TypeReader.class);

    private final MetaTypeService metatypes;

    TypeReader(MetaTypeService metatypes) {
        this.metatypes = metatypes;
    }

    /** Each under its factory PID. */
    List<KnownType> read(Bundle bundle) {
        List<KnownType> types = new ArrayList<>();
        try {
            MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
            String[] factories = information == null ? null : information.getFactoryPids();
            if (factories == null || factories.length == 0) {
                return types;
            }
            MetatypeLimits limits = MetatypeLimits.of(bundle);
            for (String factoryPid : factories) {
                read(bundle, factoryPid, information.getObjectClassDefinition(factoryPid, null), limits)
                        .ifPresent(types::add);
            }
        } catch (RuntimeException e) { // a bundle may describe itself by code of its own
            boolean runs = (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0;
            LOG.atLevel(runs ? Level.WARN : Level.DEBUG)
                    .setCause(e)
                    .log("{} offers no devices, for what it says of them cannot be read", bundle);
        }
        return types;
    }

    private static Optional<KnownType> read(
            Bundle bundle, String factoryPid, @Nullable ObjectClassDefinition definition, MetatypeLimits limits) {
        AttributeDefinition[] all =
                definition == null ? null : definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        if (definition == null
                || all == null
                || Arrays.stream(all).noneMatch(attribute -> attribute.getID().equals(Device.ID))) {
            return Optional.empty();
        }
        Set<String> required = required(definition);
        Map<String, Field> own = new LinkedHashMap<>();
        for (AttributeDefinition attribute : all) {
            String name = attribute.getID();
            if (!name.equals(Device.ID)) {
                own.put(name, field(attribute, required.contains(name), limits.of(definition.getID(), name)));
            }
        }
        Map<String, Field> fields = CommonFields.after(own);
        String title = Objects.requireNonNullElse(definition.getName(), "");
        String doc = Objects.requireNonNullElse(definition.getDescription(), "");
        DeviceType type = new DeviceType(
                factoryPid,
                factoryPid,
                title,
                doc,
                Objects.requireNonNullElse(bundle.getSymbolicName(), ""),
                bundle.getVersion().toString(),
                Schema.of(title, doc, fields.values()));
        return Optional.of(new KnownType(type, bundle.getBundleId(), fields));
    }

    private static Set<String> required(ObjectClassDefinition definition) {
        Set<String> required = new HashSet<>();
        AttributeDefinition[] found = definition.getAttributeDefinitions(ObjectClassDefinition.REQUIRED);
        for (AttributeDefinition attribute : found == null ? new AttributeDefinition[0] : found) {
            required.add(attribute.getID());
        }
        return required;
    }

    private static Field field(AttributeDefinition attribute, boolean required, Limits limits) {
        Kind kind = Kind.of(attribute.getType());
        List<Object> defaults = new ArrayList<>();
        for (String text : orNone(attribute.getDefaultValue())) {
            kind.read(text).ifPresent(defaults::add);
        }
        return new Field(
                attribute.getID(),
                Objects.requireNonNullElse(attribute.getName(), ""),
                Objects.requireNonNullElse(attribute.getDescription(), ""),
                kind,
                attribute.getCardinality(),
                required,
                defaults,
                options(attribute, kind),
                limits);
    }

    private static Map<Object, String> options(AttributeDefinition attribute, Kind kind) {
        String[] values = orNone(attribute.getOptionValues());
        String[] labels = orNone(attribute.getOptionLabels());
        Map<Object, String> options = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String label = i < labels.length && labels[i] != null ? labels[i] : values[i];
            kind.read(values[i]).ifPresent(value -> options.put(value, label));
        }
        return options;
    }

    private static String[] orNone(String @Nullable [] texts) {
        return texts == null ? new String[0] : texts;
    }
}
