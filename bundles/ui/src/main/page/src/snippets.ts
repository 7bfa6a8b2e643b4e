// SPDX-License-Identifier: Apache-2.0

/** How programs read what is on the screen. Names are quoted as each language does it. */
export function snippets(origin: string, id: string, channels: readonly string[]): [string, string][] {
  const wanted = channels.length ? `?channels=${channels.map(encodeURIComponent).join(",")}` : "";
  const url = `${origin}/stream/devices/${encodeURIComponent(id)}${wanted}`;
  const quoted = JSON.stringify(url);
  return [
    ["curl", `curl -N '${url.replaceAll("'", "%27")}'`],
    [
      "JavaScript",
      `const source = new EventSource(${quoted});\n` +
        `source.addEventListener("device_data", (event) => {\n` +
        `  const { sequence, timestamp, payload } = JSON.parse(event.data);\n` +
        `  console.log(sequence, timestamp, payload);\n});\n` +
        `source.addEventListener("gap", (event) => console.warn("missed", event.data));`,
    ],
    [
      "Python",
      `import json, urllib.request\n\n` +
        `request = urllib.request.Request(${quoted}, headers={"Accept": "application/x-ndjson"})\n` +
        `for line in urllib.request.urlopen(request):\n` +
        `    frame = json.loads(line)\n` +
        `    if frame["event"] == "device_data":\n` +
        `        print(frame["sequence"], frame["timestamp"], frame["payload"])`,
    ],
  ];
}
