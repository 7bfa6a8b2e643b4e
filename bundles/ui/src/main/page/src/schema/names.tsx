// SPDX-License-Identifier: Apache-2.0
import { feed } from "../feed/feed";
import { ownOf, useMethods, type Method } from "../methods";
import { useValue } from "../value";
import type { Device } from "../wire";

type Format = "channel" | "command" | "parameter";

export function isOfADevice(format: string | undefined): format is Format {
  return format === "channel" || format === "command" || format === "parameter";
}

function namesOf(format: Format, device: Device | undefined, methods: Method[], command: string): string[] {
  if (format === "channel") return (device?.channels ?? []).map((channel) => channel.name);
  if (format === "command") return ownOf(methods).map((method) => method.name);
  return (methods.find((method) => method.name === command)?.parameters ?? []).map((parameter) => parameter.name);
}

/** What the device that is named in the form has to offer; a device that is not there now may have more. */
export function Names({ id, format, beside }: { id: string; format: Format; beside: (format: string) => string }) {
  const device = useValue(feed.devices)?.find((one) => one.device_id === beside("device"));
  const { methods } = useMethods(format === "channel" ? undefined : device);
  return <datalist id={id}>{namesOf(format, device, methods ?? [], beside("command")).map((name) => <option key={name} value={name} />)}</datalist>;
}
