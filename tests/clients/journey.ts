// A developer at a supplier, with the types that were made out of /openapi.json: what waits for their Party, one
// modification, a response to its consultation, and a refusal with its reasons. Whatever is misspelt does not compile.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

const [server, token] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl: server, headers: { Authorization: `Bearer ${token}` } });

const me = (await api.GET("/v1/me")).data;
assert.equal(me?.party, "example-energy");
assert.equal(me?.role, "party");

const tasks = (await api.GET("/v1/tasks")).data;
for (const task of tasks?.items ?? []) console.log(`${task.ref}: ${task.task}, until ${task.due}`);
const first = tasks?.items[0];
assert.ok(first !== undefined, "a consultation waits for this Party");

const list = (await api.GET("/v1/modifications", { params: { query: { limit: 5 } } })).data;
assert.equal(list?.items.length, 5);
console.log(`the first of the register: ${list?.items[0]?.ref}`);

const read = await api.GET("/v1/modifications/{ref}", { params: { path: { ref: "SECMP0062" } } });
const modification: components["schemas"]["Modification"] | undefined = read.data;
assert.equal(modification?.ref, "SECMP0062");
console.log(`${modification?.ref} waits for: ${modification?.waiting_for?.what}`);

const of = { params: { path: { ref: "SECMP0062" }, header: { "If-Match": read.response.headers.get("etag") ?? "" } } };
const sent = await api.POST("/v1/modifications/{ref}/commands/record-response", {
  ...of,
  body: { party: "example-energy", position: "approve", rationale: "It makes switching simpler." },
});
assert.equal(sent.error, undefined, JSON.stringify(sent.error));
assert.equal(sent.data?.event.event, "response-recorded");

const again = await api.POST("/v1/modifications/{ref}/commands/record-response", {
  ...of,
  body: { party: "somebody-else", position: "reject" },
});
const problem: components["schemas"]["Problem"] | undefined = again.error;
assert.ok(problem !== undefined);
console.log(`refused with ${problem.status}: ${problem.detail}`);
const reasons = [...(problem.errors ?? []).map((one) => one.detail), ...(problem.tried ?? []).flatMap((row) => row.unmet.map((one) => one.reason))];
assert.ok(problem.status === 412 || reasons.length > 0);
