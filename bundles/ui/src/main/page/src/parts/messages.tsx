// SPDX-License-Identifier: Apache-2.0
import { Value, useValue } from "../value";

interface Message {
  key: number;
  text: string;
  bad: boolean;
}

const all = new Value<Message[]>([]);
let keys = 0;

/** Says something for a few seconds, or until it is closed if it is bad news. */
export function say(text: string, bad = false): void {
  const message = { key: ++keys, text, bad };
  all.now = [...all.now.slice(-3), message];
  if (!bad) setTimeout(() => close(message), 6_000);
}

function close(message: Message): void {
  all.now = all.now.filter((one) => one !== message);
}

export function Messages() {
  const messages = useValue(all);
  return (
    <div class="messages" aria-live="polite">
      {messages.map((message) => (
        <div key={message.key} class={message.bad ? "message bad" : "message"}>
          <span>{message.text}</span>
          <button class="quiet icon" aria-label="Close" onClick={() => close(message)}>✕</button>
        </div>
      ))}
    </div>
  );
}
