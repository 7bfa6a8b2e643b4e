// SPDX-License-Identifier: Apache-2.0
import { EventParser, type ServerEvent } from "./sse";

const SILENCE_MILLIS = 10_000;
const FIRST_PAUSE_MILLIS = 400;
const LONGEST_PAUSE_MILLIS = 5_000;

export type LinkState = "opening" | "open" | "lost";

/** One stream from the server, which comes back by itself where it was. */
export class Line {
  private abort = new AbortController();
  private lastEventId = "";
  private pauseMillis = FIRST_PAUSE_MILLIS;
  private closed = false;
  private heard = 0;

  constructor(
    private readonly url: string,
    private readonly take: (event: ServerEvent) => void,
    private readonly tell: (state: LinkState) => void,
  ) {}

  open(lastEventId = ""): this {
    this.lastEventId = lastEventId;
    this.tell("opening");
    void this.run();
    return this;
  }

  close(): string {
    this.closed = true;
    this.abort.abort();
    return this.lastEventId;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      const watchdog = setInterval(() => {
        if (Date.now() - this.heard > SILENCE_MILLIS) this.abort.abort();
      }, 1_000);
      try {
        await this.read();
      } catch {
        // Whatever ended it, the answer is the same: say so, and come back.
      } finally {
        clearInterval(watchdog);
      }
      if (!this.closed) await this.rest();
    }
  }

  private async read(): Promise<void> {
    this.abort = new AbortController();
    this.heard = Date.now();
    const headers = this.lastEventId ? { "Last-Event-ID": this.lastEventId } : {};
    const response = await fetch(this.url, { headers, signal: this.abort.signal, cache: "no-store" });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    this.tell("open");
    this.pauseMillis = FIRST_PAUSE_MILLIS;
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.heard = Date.now();
      for (const event of parser.feed(part.value)) {
        if (event.id) this.lastEventId = event.id;
        this.take(event);
      }
    }
  }

  private async rest(): Promise<void> {
    this.tell("lost");
    await new Promise((resolve) => setTimeout(resolve, this.pauseMillis * (0.75 + Math.random() / 2)));
    this.pauseMillis = Math.min(this.pauseMillis * 1.7, LONGEST_PAUSE_MILLIS);
  }
}
