// The pictures of pages in the README: the first page, a modification, and a ballot paper on a phone.
//
//     node portraits.mjs ADDRESS MANAGER MEMBER DOCS
import { chromium } from 'playwright-core';
import { statSync } from 'node:fs';

const [address, manager, member, docs] = process.argv.slice(2);
const bytes_max = 150_000;

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(address + path, { method, body, headers: { authorization: `Bearer ${manager}`, ...headers } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function step(command, body) {
  const now = await ask('GET', '/v1/modifications/SECMP0025');
  await ask('POST', `/v1/modifications/SECMP0025/commands/${command}`, JSON.stringify(body),
    { 'content-type': 'application/json', 'if-match': now.headers.get('etag') });
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const opened = async (width, height, scale) => (await browser.newContext(
  { javaScriptEnabled: false, viewport: { width, height }, deviceScaleFactor: scale, locale: 'en-GB' })).newPage();

async function portrait(page, name, height) {
  const path = `${docs}/${name}.png`;
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: page.viewportSize().width, height } });
  const size = statSync(path).size;
  console.log(`${name}.png: ${size} bytes`);
  if (size > bytes_max) throw new Error(`${name}.png has more than ${bytes_max} bytes`);
}

// A vote, so that there is one: a document to read first, and the paper of a seat.
const kept = await (await ask('POST', '/v1/documents', 'The Modification Report of SECMP0025, for a picture.',
  { 'content-type': 'text/plain' })).json();
await step('attach-document', { kind: 'modification-report', title: 'SECMP0025 Modification Report', version: '2.0',
  classification: 'white', sha256: kept.sha256, file_name: 'secmp0025.txt' });
await step('open-vote', { purpose: 'final', mode: 'correspondence' });

const desk = await opened(1100, 900, 1);
await desk.goto(address + '/');
await portrait(desk, 'page-home', 860);
await desk.goto(address + '/modifications/SECMP0062');
await portrait(desk, 'page-modification', 690);
const phone = await opened(390, 844, 1.3);
await phone.goto(address + '/sign-in');
await phone.getByLabel('Your token').fill(member);
await phone.getByRole('button', { name: 'Sign in' }).click();
await phone.getByRole('link', { name: 'Vote' }).click();
await portrait(phone, 'page-vote-phone', 1040);
await browser.close();
