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
  field.dispatchEvent(new Event("input", { bubbles: true }));
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

function card(id, root = document) {
  return [...root.querySelectorAll(".card")].find((one) => text(".card-head a", one) === id) ?? root.createElement("p");
}

function value(id, root = document) {
  return text(".values b", card(id, root));
}

function crowd(many) {
  const frames = Array.from({ length: many }, () => document.createElement("iframe"));
  for (const frame of frames) {
    frame.src = "/ui/";
    Object.assign(frame.style, { position: "fixed", inset: "0", width: "600px", height: "500px" }); // seen, or it rests
  }
  document.body.append(...frames);
}

function others() {
  return [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
}
