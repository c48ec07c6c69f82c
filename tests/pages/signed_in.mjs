// Pages of those who have signed in, looked at in every window; a vote by keyboard alone; the secretary's line.
import { check, looked_at, opened, windows } from './looking.mjs';

async function session(browser, address, token) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address + '/sign-in');
  await page.getByLabel('Your token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

// A modification that the Change Board votes on; the path of its paper.
export async function open_vote(address, manager) {
  const ask = async (path, body, headers = {}) => {
    const answer = await fetch(address + path, { method: 'POST', body: JSON.stringify(body),
      headers: { authorization: `Bearer ${manager}`, 'content-type': 'application/json', ...headers } });
    check(answer.ok, `${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
  };
  await ask('/v1/modifications', { title: 'Load switching', problem: 'It cannot be switched.', ref: 'SECMP0101',
    proposer: { type: 'party', name: 'Example Energy', category: 'large-suppliers' },
    position: { state: 'change-board-vote', path: 'self-governance', as_of: '2019-03-15', source: 'minutes' } });
  await ask('/v1/modifications/SECMP0101/commands/open-vote', { purpose: 'final', mode: 'correspondence' },
    { 'if-match': '"1"' });
  return '/modifications/SECMP0101/ballots/1/vote';
}

// Presses Tab until what has the focus fits.
async function tab_to(page, selector, most = 120) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    const [there, seen] = await page.evaluate(wanted => {
      const at = document.activeElement;
      const box = at.getBoundingClientRect();
      return [at.matches(wanted), box.bottom > 0 && box.top < innerHeight];
    }, selector);
    if (!there) continue;
    check(seen, `${page.url()}: ${selector} has the focus and is not in sight`);
    return;
  }
  check(false, `${page.url()}: Tab does not come to ${selector}`);
}

// Tab, Space, Enter and letters: a pointer is not needed for anything.
export async function votes_by_keyboard(browser, address, token, paper) {
  const page = await opened(browser, windows[2], { strict: true });
  await page.goto(address + '/sign-in?next=' + encodeURIComponent(paper));
  await tab_to(page, 'input[name=token]');
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await page.waitForURL('**' + paper);
  await tab_to(page, 'input[name=choice]');
  await page.keyboard.press('Space');
  check(await page.locator('input[name=choice]').first().isChecked(), 'Space does not choose');
  await tab_to(page, 'textarea[name=reason]');
  await page.keyboard.type('It is better than what is there.');
  await tab_to(page, 'summary');
  if (!await page.evaluate(() => document.activeElement.parentElement.open)) await page.keyboard.press('Enter');
  await tab_to(page, 'input[name="objectives.0.view"]');
  await page.keyboard.press('Space');
  await tab_to(page, 'button[name=continue]:not(.first)');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your vote' }).waitFor();
  await tab_to(page, 'button[name=cast]');
  await page.keyboard.press('Enter');
  await page.getByText(/^[0-9a-f]{64}$/).first().waitFor();
  await page.context().close();
}

// While people talk: a line is added on the meeting's page, which comes back to its item; and it is confirmed there.
export async function minutes_a_line(browser, address, token) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address + '/sign-in?next=/meetings/SECP_66_1503');
  await page.getByLabel('Your token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const item = page.locator('#item-5');
  await item.getByText('Add a line', { exact: true }).first().click();
  await item.locator('select[name=verb]').selectOption('NOTED');
  await item.locator('textarea[name=text]').first().fill('that somebody was minuting');
  await item.getByRole('button', { name: 'Add a line' }).click();
  check(new URL(page.url()).hash === '#item-5', `a line leads to ${page.url()}`);
  check((await item.textContent()).includes('that somebody was minuting'), 'the line is not under its item');
  await item.getByRole('button', { name: 'Confirm', exact: true }).last().click();
  check((await item.textContent()).includes('Confirmed on 18 March 2019'), 'the line is not confirmed at one press');
  await context.close();
}

export async function looks_round(browser, address, who) {
  const sessions = new Map();
  for (const { token } of who) sessions.set(token, await session(browser, address, token));
  let looked = 0;
  for (const window of windows)
    for (const { token, paths } of who) {
      const page = await opened(browser, window, { cookies: sessions.get(token) });
      for (const path of paths) {
        const answer = await page.goto(address + path, { waitUntil: 'load' });
        check(answer.status() === 200, `${path}: ${answer.status()}`);
        await page.evaluate(() => document.querySelectorAll('details').forEach(fold => { fold.open = true; }));
        await looked_at(page, `${path} at ${window[0]} x ${window[1]}, signed in`);
        ++looked;
      }
      await page.context().close();
    }
  return looked;
}
