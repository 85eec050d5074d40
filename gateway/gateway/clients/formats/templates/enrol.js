"use strict";
const by = (id) => document.getElementById(id);
const lang = document.documentElement.lang.slice(0, 2);
const value = (id) => by(id).value.trim();

async function digest(file) {
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const hex = [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
  return { name: file.name, sha256: hex };
}

async function proposal() {
  const contact = { name: value("contact"), email: value("email") };
  if (value("phone")) contact.phone = value("phone");
  const body = {
    name_zh: value("name_zh"),
    name_en: value("name_en"),
    credit_code: value("credit_code").toUpperCase(),
    role: value("role"),
    contact,
    documents: await Promise.all([...by("documents").files].map(digest)),
    jwks: JSON.parse(value("jwks")),
  };
  if (value("division")) body.division = value("division");
  return body;
}

async function asked(path, options) {
  const answer = await fetch(path, {
    ...options,
    headers: { "Accept-Language": lang, ...options.headers },
  });
  const body = await answer.json();
  if (answer.ok) return body;
  const places = (body.errors || []).map((e) => `${e.place || ""} ${e.message || ""}`);
  throw new Error([body.detail, ...places].join("\n"));
}

function handles(form, place, act) {
  by(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = by(place);
    said.className = "";
    try {
      said.textContent = await act();
    } catch (failure) {
      said.className = "refused";
      said.textContent = failure instanceof SyntaxError ? said.dataset.json : failure.message;
    }
  });
}

handles("propose", "proposed", async () => {
  const body = JSON.stringify(await proposal());
  const headers = { "Content-Type": "application/json" };
  const told = await asked("/v1/enrolments", { method: "POST", headers, body });
  by("id").value = told.id;
  by("receipt").value = told.receipt;
  return `${by("proposed").dataset.told}\n${told.id}\n${told.receipt}`;
});

handles("ask", "progress", async () => {
  const headers = { "Enrolment-Receipt": value("receipt") };
  const path = `/v1/enrolments/${encodeURIComponent(value("id"))}/progress`;
  const told = await asked(path, { headers });
  const state = by("progress").dataset[told.state];
  return [state, told.client_id, told.reason].filter(Boolean).join("\n");
});
