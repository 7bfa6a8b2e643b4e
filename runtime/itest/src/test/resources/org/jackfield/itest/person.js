// SPDX-License-Identifier: Apache-2.0
// What a person does to a page and sees of it.

function text(selector, root = document) {
  return root.querySelector(selector)?.textContent ?? "";
}

function all(selector) {
  return [...document.querySelectorAll(selector)].map((one) => one.textContent);
}

function click(words, root = document) {
  const button = [...root.querySelectorAll("button, a")].find((one) => one.textContent.trim() === words);
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

function type(selector, words) {
  const field = document.querySelector(selector);
  if (!field) return false;
  field.value = words;
  if (field.value !== words) return false; // it is not there to be chosen yet
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  return true;
}

function field(label) {
  const found = [...document.querySelectorAll(".field label")].find((one) => one.textContent.trim().startsWith(label));
  return found && `#${CSS.escape(found.htmlFor)}`;
}

function fill(label, words) {
  return !!field(label) && type(field(label), words);
}

/** The names that a field proposes. */
function proposed(label) {
  return [...document.querySelector(field(label)).list.options].map((option) => option.value);
}

function choose(label, value) {
  const list = [...document.querySelectorAll(".choice")].find((one) => text("span", one) === label)?.querySelector("select");
  if (!list) return false;
  list.value = value;
  if (list.value !== value) return false; // it is not there to be chosen yet
  list.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function drop(selector, name, base64) {
  const target = document.querySelector(selector);
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type: "application/java-archive" }));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}

/** How many points of a plot are of a colour that is no grey. */
function coloured(canvas) {
  if (!canvas) return 0;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = [data[i], data[i + 1], data[i + 2]];
    if (data[i + 3] > 100 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count++;
  }
  return count;
}

/** How many points of a plot are of a colour that the style sheet gives a name. */
function inked(canvas, name) {
  if (!canvas) return 0;
  const probe = canvas.ownerDocument.body.appendChild(canvas.ownerDocument.createElement("i"));
  probe.style.color = `var(--${name})`;
  const wanted = getComputedStyle(probe).color.match(/\d+/g).map(Number);
  probe.remove();
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 120 && wanted.slice(0, 3).every((part, c) => Math.abs(part - data[i + c]) < 25)) count++;
  }
  return count;
}

function plot(root = document) {
  return root.querySelector(".plot canvas");
}

function card(id, root = document) {
  return [...root.querySelectorAll(".card")].find((one) => text(".card-head a", one) === id) ?? root.createElement("p");
}

function value(id, root = document) {
  return text(".values b", card(id, root));
}

/** Goes on a little, from the end to the beginning, and says how many devices have shown a value so far: those in sight do. */
function look() {
  const before = scrollY;
  scrollBy(0, 300);
  if (scrollY === before) scrollTo(0, 0);
  return [...document.querySelectorAll(".values")].filter((one) => /\d/.test(text("b", one))).length;
}

function crowd(many) {
  for (let i = 0; i < many; i++) beside("");
}

/** Opens another page of this house in the same browser. */
function beside(view) {
  const frame = document.createElement("iframe");
  frame.src = `/ui/${view}`;
  Object.assign(frame.style, { position: "fixed", inset: "0", width: "600px", height: "900px" }); // seen, or it rests
  document.body.append(frame);
}

/** Counts the frames of the screen for some seconds, in which the page is scrolled up and down. */
function countFrames(done, millis = 4_000) {
  let [count, begun, step] = [0, undefined, 12];
  const turn = (now) => {
    begun ??= now;
    if (now - begun >= millis) return done(count);
    count++;
    const before = scrollY;
    scrollBy(0, step);
    if (scrollY === before) step = -step;
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
}

function others() {
  return [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
}
