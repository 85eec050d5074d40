// Repeats the verification in the reader's browser and writes its answers beside the server's.

import { verify } from "./verify.js";

const ICONS = { passed: "valid", failed: "withdrawn", "not-checked": "not-checked" };
const SVG = "http://www.w3.org/2000/svg";

const CLOCK_TOLERANCE_MS = 600_000;

const note = document.getElementById("browser-note");
const words = note.dataset;

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function word(outcome) {
  return { passed: words.passed, failed: words.failed, "not-checked": words.notChecked }[outcome];
}

function show(finding) {
  const row = document.querySelector(`tr[data-check="${finding.check}"]`);
  const mark = document.createElement("span");
  const text = document.createElement("span");
  mark.className = `outcome outcome-${finding.outcome}`;
  text.textContent = word(finding.outcome);
  mark.append(icon(ICONS[finding.outcome]), text);
  row.querySelector(".browser-outcome").replaceChildren(mark);
  row.dataset.browser = finding.outcome;
  row.dataset.browserCode = finding.code;
  return row.dataset.server === finding.outcome;
}

/** Whether the page displays what the proven facts say. */
function isShown(facts) {
  const text = (id) => document.getElementById(id).textContent;
  // What the server could not prove it does not show, and then says so.
  if (document.getElementById("withheld")) return true;
  return (
    document.getElementById("footprint").value === facts.footprint.value &&
    text("label-number") === facts.label_number &&
    text("certificate") === facts.certificate.number &&
    text("seal") === facts.seal
  );
}

/** The moment the server checked, unless this device's clock tells another time altogether. */
function momentOfCheck() {
  const at = Date.parse(words.at);
  if (Math.abs(Date.now() - at) > CLOCK_TOLERANCE_MS) throw new Error(words.clock);
  return at;
}

function conclude(findings, facts) {
  const isOpen = (finding) => finding.code === "unsupported";
  const agreements = findings.filter((finding) => show(finding) || isOpen(finding));
  if (agreements.length < findings.length || !isShown(facts)) return say("differs", words.differs);
  if (findings.some(isOpen)) return say("partly", words.partly);
  return say("agrees", words.agrees.replace("{count}", String(findings.length)));
}

function say(state, text) {
  note.dataset.state = state;
  note.textContent = text;
}

async function fetchJson(url) {
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

function clearWaiting() {
  for (const cell of document.querySelectorAll(".browser-outcome .outcome-waiting")) {
    cell.textContent = "–";
  }
}

async function run() {
  say("waiting", words.waiting);
  try {
    if (!globalThis.crypto?.subtle) throw new Error("WebCrypto (HTTPS)");
    if (!("DecompressionStream" in globalThis)) throw new Error("DecompressionStream");
    const [bundle, policy] = await Promise.all([fetchJson(words.bundle), fetchJson(words.policy)]);
    const findings = await verify(bundle.files, policy, momentOfCheck());
    conclude(findings, JSON.parse(bundle.files["label.json"]));
  } catch (error) {
    clearWaiting();
    say("unable", words.unable.replace("{reason}", error.message));
  }
}

run();
