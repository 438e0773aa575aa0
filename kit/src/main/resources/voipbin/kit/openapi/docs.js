"use strict";

const METHODS = ["get", "post", "put", "delete"];
let api;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children.filter(child => child !== null));
  return made;
}

function resolve(schema) {
  return schema && schema.$ref ? api.components.schemas[schema.$ref.split("/").pop()] : schema || {};
}

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  const type = [].concat(schema.type || "anything").join(" or ");
  if (schema.items) return "array of " + typeOf(schema.items);
  if (schema.additionalProperties) return "map of " + typeOf(schema.additionalProperties);
  return schema.format ? type + " (" + schema.format + ")" : type;
}

/** Rows of all fields below a schema; a record inside itself is named, not unfolded. */
function fields(schema, prefix, trail) {
  const name = schema.$ref || "";
  if ((name && trail.includes(name)) || trail.length > 8) return [];
  const inside = trail.concat(name || "-");
  const whole = resolve(schema);
  const rows = [];
  for (const part of whole.anyOf || []) rows.push(...fields(part, prefix, inside));
  for (const [key, child] of Object.entries(whole.properties || {})) {
    const always = (whole.required || []).includes(key);
    const words = (resolve(child).enum || []).map(word => JSON.stringify(word)).join(", ");
    rows.push([prefix + key, typeOf(child), words, always]);
    rows.push(...fields(child, prefix + key + ".", inside));
  }
  if (whole.items) rows.push(...fields(whole.items, prefix.replace(/\.?$/, "[]."), inside));
  return rows;
}

function table(caption, rows, last) {
  if (!rows.length) return null;
  const head = element("tr", {}, ...["Name", "Type", "Words", last].filter(text => text !== null)
    .map(text => element("th", { scope: "col" }, text)));
  const body = rows.map(row => element("tr", {}, ...row.slice(0, last === null ? 3 : 4).map((cell, i) =>
    i === 0 ? element("td", {}, element("code", {}, cell))
      : element("td", {}, cell === true ? "yes" : cell === false ? "" : cell))));
  return element("div", {}, element("h3", {}, caption), element("table", {},
    element("thead", {}, head), element("tbody", {}, ...body)));
}

function example(schema, trail) {
  const name = schema.$ref || "";
  if (name && trail.includes(name)) return {};
  const inside = trail.concat(name || []);
  const whole = resolve(schema);
  if (whole.enum) return whole.enum[0];
  if (whole.anyOf) return example(whole.anyOf[0], inside);
  if (whole.properties) {
    return Object.fromEntries(Object.entries(whole.properties).map(([key, child]) => [key, example(child, inside)]));
  }
  const type = [].concat(whole.type || "object")[0];
  return { string: whole.format === "uuid" ? "00000000-0000-0000-0000-000000000000" : "", integer: 0, number: 0,
    boolean: false, array: [] }[type] ?? {};
}

function responses(operation) {
  const rows = Object.entries(operation.responses).filter(([status]) => status !== "200")
    .map(([status, response]) => [status, response.description, ""]);
  const head = element("tr", {}, element("th", { scope: "col" }, "Status"), element("th", { scope: "col" }, "Reasons"));
  return rows.length ? element("div", {}, element("h3", {}, "Other answers"), element("table", {}, element("thead", {}, head),
    element("tbody", {}, ...rows.map(row => element("tr", {}, element("td", {}, row[0]), element("td", {}, row[1])))))) : null;
}

async function attempt(form, output, method, path, operation) {
  const secret = document.getElementById("secret").value;
  const kind = document.querySelector("input[name=kind]:checked").value;
  const headers = {};
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of operation.parameters) {
    const value = form.elements["p:" + parameter.name].value;
    if (parameter.in === "path") address = address.replace("{" + parameter.name + "}", encodeURIComponent(value));
    else if (value && parameter.in === "query") query.set(parameter.name, value);
    else if (value) headers[parameter.name] = value;
  }
  if (secret && kind === "token") headers.Authorization = "Bearer " + secret;
  if (secret && kind === "accesskey") query.set("accesskey", secret);
  const request = { method: method.toUpperCase(), headers };
  const upload = form.querySelector("input[type=file]");
  if (upload) {
    request.body = new FormData();
    request.body.append(upload.name, upload.files[0] || new Blob([]));
    form.querySelectorAll("[data-part]").forEach(part => request.body.append(part.dataset.part, part.value));
  } else if (form.elements.body) {
    headers["Content-Type"] = "application/json";
    request.body = form.elements.body.value;
  }
  output.textContent = "…";
  try {
    const answer = await fetch(address + (String(query) ? "?" + query : ""), request);
    const text = await answer.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* no JSON: shown as it is */ }
    output.textContent = answer.status + " " + answer.statusText + "\n" + shown;
  } catch (failure) {
    output.textContent = "No answer: " + failure.message;
  }
}

function trial(method, path, operation) {
  const output = element("pre", { "aria-live": "polite", tabindex: "0", "aria-label": "Answer" }, "Not tried yet.");
  const form = element("form", { class: "try" }, element("h3", {}, "Try it"));
  for (const parameter of operation.parameters) {
    form.append(element("label", {}, parameter.name + " (" + parameter.in + ")",
      element("input", { name: "p:" + parameter.name, ...(parameter.required ? { required: "" } : {}) })));
  }
  const content = operation.requestBody ? operation.requestBody.content : {};
  if (content["application/json"]) {
    const area = element("textarea", { name: "body", spellcheck: "false" });
    area.value = JSON.stringify(example(content["application/json"].schema, []), null, 2);
    form.append(element("label", {}, "Body", area));
  }
  const parts = content["multipart/form-data"] ? content["multipart/form-data"].schema.properties : {};
  for (const [name, part] of Object.entries(parts)) {
    form.append(element("label", {}, name, part.format === "binary"
      ? element("input", { type: "file", name }) : element("input", { "data-part": name })));
  }
  form.append(element("button", { type: "submit" }, "Send"), output);
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(form, output, method, path, operation);
  });
  return form;
}

function body(method, path, operation) {
  const content = operation.requestBody ? operation.requestBody.content : {};
  const asked = Object.values(content)[0];
  const answered = operation.responses["200"] && operation.responses["200"].content;
  const parameters = operation.parameters.map(parameter => [parameter.name, typeOf(parameter.schema),
    (parameter.schema.enum || []).join(", "), parameter.in + (parameter.description ? ": " + parameter.description : "")]);
  return element("div", {},
    table("Parameters", parameters, "Where"),
    asked ? table("Body: " + typeOf(asked.schema), fields(asked.schema, "", []), null) : null,
    answered ? table("Answer (200): " + typeOf(answered["application/json"].schema),
      fields(answered["application/json"].schema, "", []), "Always") : null,
    responses(operation),
    operation.responses["101"] ? element("p", {}, "This is a WebSocket; it cannot be tried here.") : trial(method, path, operation));
}

function shown(method, path, operation) {
  const details = element("details", { class: "operation", id: operation.operationId },
    element("summary", {}, element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path),
      " " + operation.summary));
  // what nobody opens need not be made
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(body(method, path, operation));
  });
  return details;
}

function render() {
  const main = document.getElementById("operations");
  const contents = document.getElementById("contents");
  main.replaceChildren();
  for (const tag of api.tags) {
    const list = element("ul");
    const section = element("section", { "aria-label": tag.name }, element("h2", {}, tag.name));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const method of METHODS.filter(method => item[method] && item[method].tags[0] === tag.name)) {
        section.append(shown(method, path, item[method]));
        list.append(element("li", {}, element("a", { href: "#" + item[method].operationId },
          method.toUpperCase() + " " + path.replace("/v1.0", ""))));
      }
    }
    main.append(section);
    contents.append(element("div", { class: "group" }, element("h2", {}, tag.name), list));
  }
  openNamed();
}

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named && named.tagName === "DETAILS") {
    named.open = true;
    named.querySelector("summary").focus();
    named.scrollIntoView();
  }
}

function filter() {
  const words = document.getElementById("filter").value.toLowerCase();
  for (const row of document.querySelectorAll("nav li")) row.hidden = !row.textContent.toLowerCase().includes(words);
  for (const group of document.querySelectorAll("nav .group")) {
    group.hidden = ![...group.querySelectorAll("li")].some(row => !row.hidden);
  }
}

async function start() {
  document.getElementById("filter").addEventListener("input", filter);
  document.getElementById("credential").addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", openNamed);
  try {
    api = await (await fetch("/openapi.json")).json();
    document.title = api.info.title + " API " + api.info.version;
    document.getElementById("title").textContent = document.title;
    render();
  } catch (failure) {
    document.getElementById("state").textContent = "The description cannot be loaded: " + failure.message;
  }
}

start();
