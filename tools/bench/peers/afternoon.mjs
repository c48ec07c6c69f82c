// The write path as a good team would write it in an afternoon: a state chart, a row of the case, a row of what happened,
// and the answer kept under its key, in one transaction that is on disk before the answer. It has no rules but two, no
// register, no deadlines, no hashes, nothing to search in. What the program does besides has to be paid for: this is the
// yardstick of how well.
//
//   node afternoon.mjs DATABASE PORT

import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { initialTransition, setup, transition } from 'xstate';

const [, , file, port] = process.argv;

const life = setup({ guards: { says_why: ({ event }) => event.reason !== '' } }).createMachine({
  initial: 'submitted',
  states: {
    submitted: { on: { accept: { target: 'development', guard: 'says_why' } } },
    development: { on: { note: { target: 'development', guard: 'says_why' } } },
  },
});

const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE cases (ref TEXT PRIMARY KEY, version INTEGER, state TEXT, facts TEXT);
  CREATE TABLE events (seq INTEGER PRIMARY KEY, ref TEXT, version INTEGER, event TEXT, body TEXT, at TEXT);
  CREATE TABLE answers (key TEXT PRIMARY KEY, answer TEXT);`);
const newCase = database.prepare('INSERT INTO cases VALUES (?, ?, ?, ?)');
const oneCase = database.prepare('SELECT * FROM cases WHERE ref = ?');
const nextState = database.prepare('UPDATE cases SET version = ?, state = ? WHERE ref = ?');
const newEvent = database.prepare('INSERT INTO events (ref, version, event, body, at) VALUES (?, ?, ?, ?, ?)');
const newAnswer = database.prepare('INSERT INTO answers VALUES (?, ?)');
const keptAnswer = database.prepare('SELECT answer FROM answers WHERE key = ?');
let raised = 0;

// The same request under the same key is answered once.
const once = (key, act) => {
  const kept = key && keptAnswer.get(key);
  if (kept) return JSON.parse(kept.answer);
  const answer = act();
  if (key) newAnswer.run(key, JSON.stringify(answer));
  return answer;
};

const raise = database.transaction((body, key) => once(key, () => {
  const ref = `DP${++raised}`;
  const [state] = initialTransition(life);
  newCase.run(ref, 1, state.value, JSON.stringify(body));
  newEvent.run(ref, 1, 'raised', JSON.stringify(body), new Date().toISOString());
  return { ref, version: 1, state: state.value, ...body };
}));

const step = database.transaction((ref, command, body, key) => once(key, () => {
  const now = oneCase.get(ref);
  const [state] = transition(life, life.resolveState({ value: now.state, context: {} }), { type: command, ...body });
  nextState.run(now.version + 1, state.value, ref);
  newEvent.run(ref, now.version + 1, command, JSON.stringify(body), new Date().toISOString());
  return { ref, version: now.version + 1, state: state.value };
}));

const app = Fastify({ logger: false });
app.get('/readyz', () => 'ready');
app.post('/v1/modifications', (request, reply) =>
  reply.code(201).send(raise(request.body, request.headers['idempotency-key'])));
app.post('/v1/modifications/:ref/commands/:command', (request, reply) =>
  reply.send(step(request.params.ref, request.params.command, request.body, request.headers['idempotency-key'])));
await app.listen({ port: Number(port), host: '127.0.0.1' });
