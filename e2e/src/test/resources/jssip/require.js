// Loads CommonJS modules of /modules/ as Node's require does, so that the library runs as it is published.
const loaded = new Map();

function fetched(path) {
  const request = new XMLHttpRequest();
  request.open("GET", path, false);
  request.send();
  return request.status === 200 ? request.responseText : null;
}

// The file that a path without its ending means; its text is null if there is none.
function found(path) {
  for (const file of /\.js(on)?$/.test(path) ? [path] : [path + ".js", path + "/index.js"]) {
    const text = fetched(file);
    if (text !== null) return { file, text };
  }
  throw new Error("no module " + path);
}

function entrance(name) {
  const { browser, main } = JSON.parse(fetched(`/modules/${name}/package.json`));
  const file = typeof browser === "string" ? browser : (main ?? "index.js");
  return new URL(file, `http://host/modules/${name}/`).pathname;
}

function requireFrom(folder, name) {
  const path = name.startsWith(".") ? new URL(name, "http://host" + folder).pathname : entrance(name);
  if (loaded.has(path)) return loaded.get(path).exports;
  const { file, text } = found(path);
  const module = { exports: {} };
  loaded.set(path, module);
  if (file.endsWith(".json")) {
    module.exports = JSON.parse(text);
  } else {
    const below = file.slice(0, file.lastIndexOf("/") + 1);
    new Function("require", "module", "exports", "global", "process", text + "\n//# sourceURL=" + file)(
      (other) => requireFrom(below, other), module, module.exports, window, { env: {} });
  }
  return module.exports;
}
