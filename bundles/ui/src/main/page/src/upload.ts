// SPDX-License-Identifier: Apache-2.0
import { answered, part, Refused } from "./api";
import { authorized } from "./session";

export interface DriverFile {
  name: string;
  state: string;
  verdict: "accepted" | "unchanged" | "waiting" | "rejected";
  reason?: string;
  since?: string;
  symbolic_name?: string;
  version?: string;
  devices?: string[];
  before?: { version: string; digest: string }[];
  leak?: string | null;
}

const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*\.jar$/;

export function problemOfFile(file: { name: string; size: number }): string | undefined {
  if (!file.name.endsWith(".jar")) return "A driver is a JAR; its name ends with .jar.";
  if (!NAME.test(file.name)) return "The name may have letters, digits, '.', '_' and '-'.";
  return file.size === 0 ? "The file is empty." : undefined;
}

/** fetch cannot tell how much of a body is under way; this can. */
export function upload(file: File, progress: (part: number) => void): Promise<DriverFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/drivers/${part(file.name)}`);
    for (const [name, value] of Object.entries(authorized())) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/java-archive");
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.upload.onload = () => progress(1);
    request.onerror = () => reject(new Refused(0, { type: "NoAnswer", message: "The connection was lost while the file was sent." }));
    request.onload = () => {
      try {
        resolve(rejectedIn(request.responseText) ?? answered<DriverFile>(request.status, request.responseText));
      } catch (e) {
        reject(e as Error);
      }
    };
    request.send(file);
  });
}

/** A refusal of the JAR is an answer too: its verdict says why. */
export function rejectedIn(text: string): DriverFile | undefined {
  try {
    const driver = (JSON.parse(text) as { driver?: DriverFile }).driver;
    return driver?.verdict === "rejected" ? driver : undefined;
  } catch {
    return undefined;
  }
}

/** What a verdict means, for somebody who has just dropped a file. */
export function verdictInWords({ verdict, version, devices, reason, state }: DriverFile): string {
  const of = version ? ` (version ${version})` : "";
  const serves = devices?.length ? ` It serves ${devices.join(", ")}.` : " It serves no device yet.";
  if (verdict === "accepted") return `Accepted${of}.${serves}`;
  if (verdict === "unchanged") return `The same as what runs already${of}.${serves}`;
  if (verdict === "rejected") return `Refused: ${reason || "no reason was given"}`;
  return `Still being judged (${state})${reason ? `: ${reason}` : ""}.`;
}
