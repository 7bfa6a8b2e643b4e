// SPDX-License-Identifier: Apache-2.0
// Builds the page into the folder that is named, unless what is there is newer than all that it is made of.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const target = process.argv[2];
if (!target) throw new Error("expected the folder to build into, came nothing");

const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const newest = (folder) =>
  Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name !== "node_modules")
      .map((entry) => (entry.isDirectory() ? newest : changed)(join(folder, entry.name))),
  );
const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });

function install() {
  if (changed("node_modules/.package-lock.json") >= changed("package-lock.json")) return;
  try {
    execFileSync("npm", ["ci", "--offline", "--no-audit", "--no-fund"], { stdio: "ignore" });
  } catch {
    run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
  }
}

if (changed(join(target, "index.html")) < newest(".")) {
  install();
  run("npx", "--no-install", "tsc", "--noEmit");
  run("npx", "--no-install", "vitest", "run", "--silent", "--reporter=dot");
  run("npx", "--no-install", "vite", "build", "--outDir", target, "--emptyOutDir", "--logLevel", "warn");
}
