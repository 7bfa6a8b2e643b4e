// SPDX-License-Identifier: Apache-2.0
import type { Problem } from "./wire";

const PATIENCE_MILLIS = 35_000;

/** The server said no, or did not say anything; the message is for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
  }

  /** What is wrong with each of a form's fields, as far as the server or the driver has named them. */
  atFields(names: readonly string[]): Record<string, string> {
    const problems = this.problem.context?.problems ?? [];
    const told = problems.map(({ field, expected, came }) => [field.split("[", 1)[0]!, `has to be ${expected}, came ${came}`]);
    if (told.length) return Object.fromEntries(told) as Record<string, string>;
    const named = this.message.split(/[\s,:;'"`]+/).find((word) => names.includes(word));
    return named ? { [named]: this.message } : {};
  }
}

export const part = encodeURIComponent;

export async function ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const request: RequestInit = { method, headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "Content-Type": "application/json", ...headers };
  }
  // A login that the browser asks for would be remembered for every page of this server.
  request.credentials = "omit";
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (e) {
    throw new Refused(0, { type: "NoAnswer", message: `The server does not answer (${(e as Error).message}).` });
  }
  return answered<T>(response.status, await response.text());
}

export function answered<T>(status: number, text: string): T {
  if (status >= 200 && status < 300) return (text ? JSON.parse(text) : undefined) as T;
  throw new Refused(status, problemIn(status, text));
}

function problemIn(status: number, text: string): Problem {
  try {
    const json = JSON.parse(text) as { error?: Problem; detail?: { msg: string; loc: unknown[] }[]; reason?: string };
    if (json.error) return json.error;
    if (json.detail) return { type: "Unprocessable", message: json.detail.map((one) => one.msg).join("; ") };
    if (json.reason) return { type: "Rejected", message: json.reason };
  } catch {
    // Not JSON: the status has to do.
  }
  return { type: "Refused", message: `The server answered with status ${status}.` };
}
