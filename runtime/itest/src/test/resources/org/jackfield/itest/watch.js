// SPDX-License-Identifier: Apache-2.0
// What a page sees of a stream, gathered where a test can ask for it.

function view() {
  return { opened: 0, errors: 0, gaps: 0, states: [], others: [], numbers: {}, ids: [] };
}

function take(seen, frame) {
  if (frame.event === "device_data") {
    (seen.numbers[frame.device_id] ??= []).push(frame.sequence);
  } else {
    seen.others.push(frame);
  }
}

function watch(url) {
  const seen = view();
  const source = new EventSource(url);
  source.onopen = () => seen.opened++;
  source.onerror = () => seen.errors++;
  source.addEventListener("gap", () => seen.gaps++);
  source.addEventListener("device_status", (event) => seen.states.push(JSON.parse(event.data).state));
  source.addEventListener("device_data", (event) => {
    take(seen, JSON.parse(event.data));
    seen.ids.push(Number(event.lastEventId));
  });
  return seen;
}

function talk(path, ...messages) {
  const seen = view();
  const socket = new WebSocket(`ws://${location.host}${path}`);
  socket.onopen = () => {
    seen.opened++;
    messages.forEach((message) => socket.send(JSON.stringify(message)));
  };
  socket.onerror = () => seen.errors++;
  socket.onclose = () => seen.errors++;
  socket.onmessage = (event) => take(seen, JSON.parse(event.data));
  return seen;
}
