// SPDX-License-Identifier: Apache-2.0
import { parse, type Route } from "./route";
import { Value } from "./value";

export type { Route };

export const route = new Value<Route>(parse(location.hash));
addEventListener("hashchange", () => (route.now = parse(location.hash)));

export function to(page: string, name = ""): string {
  return `#/${page}${name ? `/${encodeURIComponent(name)}` : ""}`;
}

export function go(page: string, name = ""): void {
  location.hash = to(page, name);
}
