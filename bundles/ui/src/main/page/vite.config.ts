// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vite";

const server = process.env["JACKFIELD"] ?? "http://127.0.0.1:8080";
const routes = [
  "devices", "device-types", "calls", "tasks", "task-types", "drivers", "stream", "health", "openapi.json", "system",
  "ui/dashboards", "ui/tags",
];

export default defineConfig({
  base: "/ui/",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
  server: { proxy: Object.fromEntries(routes.map((route) => [`/${route}`, { target: server, changeOrigin: true, headers: { origin: server } }])) },
});
