// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.math.BigDecimal;
import java.util.Optional;
import org.osgi.service.metatype.AttributeDefinition;

/** What one value of a parameter can be: what metatype calls its type, JSON its, and Configuration Admin its. */
enum Kind {
    TEXT("string", "", String.class),
    SECRET("string", "password", String.class),
    CHARACTER("string", "", Character.class),
    FLAG("boolean", "", Boolean.class),
    BYTE("integer", "", Byte.class),
    SHORT("integer", "", Short.class),
    INTEGER("integer", "int32", Integer.class),
    LONG("integer", "int64", Long.class),
    FLOAT("number", "float", Float.class),
    DOUBLE("number", "double", Double.class);

    private final String json;
    private final String format;
    private final Class<?> stored;

    Kind(String json, String format, Class<?> stored) {
        this.json = json;
        this.format = format;
        this.stored = stored;
    }

    /** By the number that metatype has for it; what it no longer wants to be used, or is unknown, is text. */
    static Kind of(int type) {
        return switch (type) {
            case AttributeDefinition.PASSWORD -> SECRET;
            case AttributeDefinition.CHARACTER -> CHARACTER;
            case AttributeDefinition.BOOLEAN -> FLAG;
            case AttributeDefinition.BYTE -> BYTE;
            case AttributeDefinition.SHORT -> SHORT;
            case AttributeDefinition.INTEGER -> INTEGER;
            case AttributeDefinition.LONG -> LONG;
            case AttributeDefinition.FLOAT -> FLOAT;
            case AttributeDefinition.DOUBLE -> DOUBLE;
            default -> TEXT;
        };
    }

    String json() {
        return json;
    }

    /** JSON Schema's format; empty for none. */
    String format() {
        return format;
    }

    /** What Configuration Admin has it as. */
    Class<?> stored() {
        return stored;
    }

    /** What its Java type can hold; bounds nothing for what is no number. */
    Limits range() {
        return switch (this) {
            case BYTE -> Limits.of(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> Limits.of(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> Limits.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> Limits.of(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> Limits.of(BigDecimal.valueOf(-Float.MAX_VALUE), BigDecimal.valueOf(Float.MAX_VALUE));
            case DOUBLE -> Limits.of(BigDecimal.valueOf(-Double.MAX_VALUE), BigDecimal.valueOf(Double.MAX_VALUE));
            default -> Limits.NONE;
        };
    }

    boolean isText() {
        return json.equals("string");
    }

    boolean isNumber() {
        return json.equals("integer") || json.equals("number");
    }

    /** The value as a plain one, if it is of this kind. */
    Optional<Object> plain(Object value) {
        if (isText()) {
            return text(value);
        }
        if (this == FLAG) {
            return value instanceof Boolean ? Optional.of(value) : Optional.empty();
        }
        return value instanceof Number number ? Exact.of(number).flatMap(this::number) : Optional.empty();
    }

    /** The value that is written so in a file or in the metatype. */
    Optional<Object> read(String text) {
        if (isText()) {
            return plain(text);
        }
        if (this == FLAG) {
            boolean known =
                    text.strip().equalsIgnoreCase("true") || text.strip().equalsIgnoreCase("false");
            return known ? Optional.of(Boolean.valueOf(text.strip())) : Optional.empty();
        }
        return Exact.of(text).flatMap(this::number);
    }

    /** A plain value of this kind as Configuration Admin has it. */
    Object toStored(Object plain) {
        return switch (this) {
            case CHARACTER -> ((String) plain).charAt(0);
            case BYTE -> ((Integer) plain).byteValue();
            case SHORT -> ((Integer) plain).shortValue();
            case FLOAT -> ((Double) plain).floatValue();
            default -> plain;
        };
    }

    private Optional<Object> text(Object value) {
        if (!(value instanceof String || value instanceof Character)) {
            return Optional.empty();
        }
        String text = value.toString();
        return this == CHARACTER && text.length() != 1 ? Optional.empty() : Optional.of(text);
    }

    private Optional<Object> number(BigDecimal number) {
        if (!range().allow(number) || (json.equals("integer") && !Exact.isWhole(number))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case BYTE, SHORT, INTEGER -> number.intValueExact();
                    case LONG -> number.longValueExact();
                    default -> number.doubleValue();
                });
    }
}
