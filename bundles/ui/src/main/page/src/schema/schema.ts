// SPDX-License-Identifier: Apache-2.0
// Forms from JSON Schema: what people type becomes values, or words that say what is wrong.

import { number } from "../format";

export interface Property {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  /** The pattern for people. */
  patternInWords?: string;
  enum?: unknown[];
  oneOf?: { const: unknown; title?: string }[];
  items?: Property;
  minItems?: number;
  maxItems?: number;
  format?: string;
  writeOnly?: boolean;
  unit?: string;
  properties?: Record<string, Property>;
  required?: string[];
}

export interface Schema {
  properties?: Record<string, Property>;
  required?: string[];
}

/** What devices and tasks may be called. */
export const NAME: Property = {
  type: "string",
  pattern: "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$",
  patternInWords: "may have up to 100 letters, digits, '.', '_' and '-', and does not begin with '.'",
};

const LIKE_A_NAME = new RegExp(NAME.pattern ?? "");

/** Whether there could be a device of that name. */
export function isName(text: string): boolean {
  return LIKE_A_NAME.test(text);
}

/** What stands in the fields; a field that is empty is left to its default. */
export type Raw = Record<string, string>;

/** What stands in the form's field of that format; empty if there is none. */
export function standing(schema: Schema, raw: Raw, format: string): string {
  const found = Object.entries(schema.properties ?? {}).find(([, property]) => property.format === format);
  return (found && raw[found[0]]) ?? "";
}

export function typeOf(property: Property): string {
  const type = Array.isArray(property.type) ? property.type.find((one) => one !== "null") : property.type;
  return type ?? "any";
}

/** What can be chosen, as JSON and in words; undefined where anything goes. */
export function choices(property: Property): [string, string][] | undefined {
  if (property.oneOf) return property.oneOf.map((one) => [JSON.stringify(one.const), one.title ?? String(one.const)]);
  return property.enum?.map((one) => [JSON.stringify(one), String(one)]);
}

export function rawOf(property: Property, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (choices(property)) return JSON.stringify(value);
  if (isList(property) && Array.isArray(value)) return value.map((one) => rawItem(property.items!, one)).join("\n");
  if (isGroup(property)) return outer(rawGroup(property, value as Record<string, unknown>));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function rawItem(items: Property, value: unknown): string {
  const known = choices(items)?.find(([json]) => json === JSON.stringify(value));
  return known ? String(value) : rawOf(items, value);
}

/** An object whose members are known is a form in the form; its field holds what stands in theirs, as JSON. */
export function isGroup(property: Property): boolean {
  return typeOf(property) === "object" && Object.keys(property.properties ?? {}).length > 0;
}

export function inner(raw: string): Raw {
  return raw ? (JSON.parse(raw) as Raw) : {};
}

export function outer(raw: Raw): string {
  return Object.values(raw).some((text) => text !== "") ? JSON.stringify(raw) : "";
}

function rawGroup(property: Property, value: Record<string, unknown>): Raw {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rawOf(property.properties?.[name] ?? {}, one)]));
}

/** A list of plain things is typed one a line. */
export function isList(property: Property): boolean {
  return typeOf(property) === "array" && !!property.items && !["object", "array", "any"].includes(typeOf(property.items));
}

export function valueOf(property: Property, raw: string): unknown {
  if (choices(property)) return JSON.parse(raw) as unknown;
  if (isList(property)) {
    return raw.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => itemOf(property.items!, line));
  }
  if (isGroup(property)) return collect(property, inner(raw)).values;
  const type = typeOf(property);
  if (type === "boolean") return raw === "true";
  if (type === "number" || type === "integer") return numberOf(raw, type === "integer");
  if (type === "string") return raw;
  return jsonOf(raw, type);
}

function itemOf(items: Property, line: string): unknown {
  const known = choices(items);
  if (!known) return valueOf(items, line);
  const chosen = known.find(([json, words]) => words.toLowerCase() === line.toLowerCase() || json === line || json === JSON.stringify(line));
  if (!chosen) throw new Error(`“${line}” is none of ${known.map(([, words]) => words).join(", ")}`);
  return JSON.parse(chosen[0]) as unknown;
}

function numberOf(raw: string, whole: boolean): number {
  const value = Number(raw.trim().replace(/^(-?\d+),(\d+)$/, "$1.$2").replace("−", "-"));
  if (!Number.isFinite(value)) throw new Error(`“${raw.trim()}” is no number`);
  if (whole && !Number.isInteger(value)) throw new Error("has to be a whole number");
  return value;
}

function jsonOf(raw: string, type: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    if (type === "any") return raw;
    throw new Error(type === "array" ? 'has to be a list such as [1, "a"]' : 'has to be JSON such as {"a": 1}');
  }
}

/** What is wrong with what stands in a field, in words; undefined if nothing is. */
export function problemOf(property: Property, required: boolean, raw: string): string | undefined {
  if (raw.trim() === "") return required && property.default === undefined ? "is needed" : undefined;
  if (isGroup(property)) {
    return Object.entries(collect(property, inner(raw)).problems).map(([name, words]) => `${name} ${words}`)[0];
  }
  try {
    return broken(property, valueOf(property, raw));
  } catch (e) {
    return (e as Error).message;
  }
}

function broken(property: Property, value: unknown): string | undefined {
  if (typeof value === "number") return outside(property, value);
  if (typeof value === "string") return brokenText(property, value);
  if (Array.isArray(value)) return brokenList(property, value);
  return undefined;
}

function outside(property: Property, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  if (minimum !== undefined && value < minimum) return `has to be ${limit(minimum)} or more`;
  if (maximum !== undefined && value > maximum) return `has to be ${limit(maximum)} or less`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `has to be more than ${limit(exclusiveMinimum)}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `has to be less than ${limit(exclusiveMaximum)}`;
  return undefined;
}

function brokenText(property: Property, value: string): string | undefined {
  const { minLength, maxLength, pattern } = property;
  if (minLength !== undefined && value.length < minLength) return `has to have ${minLength} characters or more`;
  if (maxLength !== undefined && value.length > maxLength) return `may have ${maxLength} characters, has ${value.length}`;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return property.patternInWords ?? `has to look like ${pattern}`;
  return undefined;
}

function brokenList(property: Property, value: unknown[]): string | undefined {
  if (property.minItems !== undefined && value.length < property.minItems) return `needs ${property.minItems} or more`;
  if (property.maxItems !== undefined && value.length > property.maxItems) return `may have ${property.maxItems}, has ${value.length}`;
  return property.items && value.map((one) => broken(property.items!, one)).find((problem) => problem !== undefined);
}

export interface Collected {
  values: Record<string, unknown>;
  problems: Record<string, string>;
}

/** All fields at once: values of those that are filled in, problems of those that are wrong. */
export function collect(schema: Schema, raw: Raw): Collected {
  const collected: Collected = { values: {}, problems: {} };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const text = raw[name] ?? "";
    const problem = problemOf(property, schema.required?.includes(name) ?? false, text);
    if (problem) collected.problems[name] = problem;
    else if (text.trim() !== "") collected.values[name] = valueOf(property, text);
  }
  return collected;
}

/** In full where it is whole: who types the limit itself is not to be refused. */
function limit(value: number): string {
  return Number.isSafeInteger(value) ? value.toLocaleString() : number(value);
}

/** In words, what a field takes. */
export function bounds(property: Property): string {
  const { minimum: low, maximum: high } = property;
  if (low !== undefined && high !== undefined) return `${limit(low)} to ${limit(high)}`;
  if (low !== undefined) return `${limit(low)} or more`;
  return high !== undefined ? `${limit(high)} or less` : "";
}
