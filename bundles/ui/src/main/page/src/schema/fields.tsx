// SPDX-License-Identifier: Apache-2.0
import { useId } from "preact/hooks";
import { feed } from "../feed/feed";
import { useValue } from "../value";
import { isOfADevice, Names } from "./names";
import { bounds, choices, inner, isGroup, isList, outer, problemOf, rawOf, standing, typeOf, type Property, type Raw, type Schema } from "./schema";

interface Props {
  schema: Schema;
  raw: Raw;
  onChange: (raw: Raw) => void;
  /** What the server found wrong, by field. */
  refused?: Record<string, string>;
  /** Whether to tell of empty fields too. */
  strict?: boolean;
}

export function Fields({ schema, raw, onChange, refused = {}, strict = false }: Props) {
  return (
    <div class="fields">
      {Object.entries(schema.properties ?? {}).map(([name, property]) => {
        const required = schema.required?.includes(name) ?? false;
        const text = raw[name] ?? "";
        const problem = refused[name] ?? (text !== "" || strict ? problemOf(property, required, text) : undefined);
        const change = (next: string) => onChange({ ...raw, [name]: next });
        if (isGroup(property)) return <Group key={name} {...{ name, property, text, change, strict: strict && (required || text !== "") }} />;
        const beside = (format: string) => standing(schema, raw, format);
        return <Field key={name} {...{ name, property, required, text, problem, change, beside }} />;
      })}
    </div>
  );
}

function Group({ name, property, text, change, strict }: Pick<FieldProps, "name" | "property" | "text" | "change"> & { strict: boolean }) {
  return (
    <fieldset>
      <legend>{property.title ?? name} <small class="soft">{property.description}</small></legend>
      <Fields schema={property} raw={inner(text)} onChange={(next) => change(outer(next))} strict={strict} />
    </fieldset>
  );
}

interface FieldProps {
  name: string;
  property: Property;
  required: boolean;
  text: string;
  problem: string | undefined;
  change: (text: string) => void;
  /** What stands in the form's field of that format. */
  beside: (format: string) => string;
}

function Field({ name, property, required, text, problem, change, beside }: FieldProps) {
  const id = useId();
  const help = [property.description, bounds(property)].filter(Boolean).join(" · ");
  return (
    <div class="field">
      <label for={id}>
        {property.title ?? name}
        {property.unit && <span class="soft"> [{property.unit}]</span>}
        {required && <span class="needed" title="needed"> *</span>}
      </label>
      <Input {...{ id, property, text, change, required, invalid: !!problem, beside }} />
      <small id={`${id}-help`} class={problem ? "problem" : "soft"}>{problem ? `▲ ${problem}` : help}</small>
    </div>
  );
}

interface InputProps extends Omit<FieldProps, "name" | "problem"> {
  id: string;
  invalid: boolean;
}

function Input({ id, property, text, change, required, invalid, beside }: InputProps) {
  const devices = useValue(feed.devices);
  const about = { id, "aria-invalid": invalid, "aria-describedby": `${id}-help`, "aria-required": required };
  const preset = rawOf(property, property.default);
  const known =
    typeOf(property) === "boolean" ? [["true", "yes"], ["false", "no"]]
    : property.format === "device" ? (devices ?? []).map((one) => [one.device_id, one.device_id])
    : choices(property);
  if (known) {
    const usual = known.find(([key]) => key === preset)?.[1];
    return (
      <select {...about} value={text} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{usual ? `${usual} (default)` : required ? "choose…" : "–"}</option>
        {known.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
      </select>
    );
  }
  if (isList(property) || ["array", "object"].includes(typeOf(property))) {
    const lines = isList(property);
    return (
      <textarea {...about} rows={lines ? 3 : 4} value={text} placeholder={preset || (lines ? "one a line" : "JSON")}
        spellcheck={false} onInput={(event) => change(event.currentTarget.value)} />
    );
  }
  const common = { ...about, value: text, placeholder: preset, autocomplete: "off" };
  const type = (event: { currentTarget: HTMLInputElement }) => change(event.currentTarget.value);
  if (property.writeOnly || property.format === "password") return <input {...common} type="password" onInput={type} />;
  if (isOfADevice(property.format)) {
    return <><input {...common} type="text" list={`${id}-names`} onInput={type} /><Names id={`${id}-names`} format={property.format} beside={beside} /></>;
  }
  const digits = ["number", "integer"].includes(typeOf(property)) && (property.minimum ?? -1) >= 0;
  return <input {...common} type="text" inputMode={digits ? "decimal" : "text"} onInput={type} />;
}
