// SPDX-License-Identifier: Apache-2.0

export interface ServerEvent {
  id: string;
  name: string;
  data: string;
}

/** Server-sent events out of the pieces in which they arrive; EventSource would hide those whose names it was not told. */
export class EventParser {
  private rest = "";
  private id = "";
  private name = "";
  private data: string[] = [];

  feed(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    return lines.flatMap((line) => this.take(line));
  }

  private take(line: string): ServerEvent[] {
    if (line === "") return this.end();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "id") this.id = value;
    else if (field === "event") this.name = value;
    else if (field === "data") this.data.push(value);
    return [];
  }

  private end(): ServerEvent[] {
    const event = { id: this.id, name: this.name || "message", data: this.data.join("\n") };
    const said = this.data.length > 0;
    this.name = "";
    this.data = [];
    return said ? [event] : [];
  }
}
