// A stranger's program tries to get out of its box, to spy, to lie and to take all there is: nothing leaves the box, the page goes on, and
// what came of it is said in plain words. A server counts whoever comes to it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BoxJobs } from '../../src/sandbox/box-jobs.ts';
import { attacksOn, attempt } from '../support/box-attacks.ts';
import { ECHO, inBox, TRIAL, type Told } from '../support/in-box.ts';
import { expect, test as base } from '../support/workshop.ts';

/** A server of which nobody must ever hear; each test ends with that. */
const test = base.extend<{ target: string }>({
  target: async ({ workshop }, use) => {
    let visitors = 0;
    const server = createServer((_, response) => response.end('fetched'));
    server.on('connection', () => (visitors += 1));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answered: string[] = [];
    // What a policy has refused is a request that fails, and nobody has an answer.
    const note = (response: { url(): string }): void => void answered.push(response.url());
    workshop.on('response', note);
    await use(target);
    workshop.off('response', note);
    expect(visitors, 'connections').toBe(0);
    expect(
      answered.filter(url => url.startsWith(target) || url.includes('never')),
      'answers',
    ).toEqual([]);
    server.closeAllConnections();
    server.close();
  },
});

function nameIn({ result, error }: Told | undefined = { progress: 0 }): string {
  const loaded = result as BoxJobs['load']['result'] | undefined;
  return loaded?.kind === 'program' ? loaded.shape.name : (error ?? JSON.stringify(result));
}

test('whatever it reaches for is not there, and it is told what there is instead', async ({
  workshop,
  target,
  baseURL,
}) => {
  test.slow();
  for (const { what, text, says } of attacksOn(target, `${baseURL}src/core/dice.ts?never`))
    expect.soft(nameIn((await inBox(workshop, text))[0]), what).toMatch(says);
});

/** What a search of a text comes to: the verdicts, or what was said in place of them. */
function verdicts({ result, error }: Told | undefined = { progress: 0 }): string {
  const report = result as BoxJobs['explore']['result'] | undefined;
  return (
    error ??
    report!.laws
      .map(law => (law.verdict === 'broken' ? (law.problem?.kind ?? law.finding?.kind) : law.verdict))
      .join()
  );
}

test('what no state, message or error can be is told, and comes out as plain data or not at all', async ({
  workshop,
}) => {
  for (const [heard, says] of [
    ['me.state = { get heard() { return 1; } };', 'holds,holds'],
    ['me.state = new Proxy({ heard: 1 }, {});', 'holds,holds'],
    ['me.state = new Proxy({ heard: 1 }, { get: () => () => 0 });', 'not-json,open'],
    ['me.state.heard = { toJSON: () => 1 };', 'not-json,open'],
    ['me.state.heard = new Map();', 'not-json,open'],
    ['me.state.heard = () => 0;', 'not-json,open'],
    ['me.state.heard = me.state;', 'not-json,open'],
    ['me.state.__proto__ = { heard: 1 };', 'not-json,open'],
    ['me.state = JSON.parse(\'{ "__proto__": 1, "heard": 1 }\');', 'holds,holds'],
    ['throw 5;', 'threw,open'],
    ['throw undefined;', 'threw,open'],
    ['throw Symbol();', 'threw,open'],
    ['throw Object.create(null);', 'threw,open'],
    ['throw { get message() { throw 1; } };', 'threw,open'],
    ['throw { toString() { throw 1; } };', 'threw,open'],
    ['throw new Proxy({}, { get() { throw 1; } });', 'threw,open'],
    ['me.state.heard = 1; delete me.constructor.prototype.send;', 'holds,holds'],
    ['me.state.heard = 1; return Promise.reject(new Error());', 'threw,open'],
  ] as const) {
    const code = ECHO.replace('me.state.heard += 1;', heard);
    const [, searched] = await inBox(workshop, code, ['explore', { trial: TRIAL, options: {} }]);
    expect.soft(verdicts(searched), heard).toBe(says);
  }
});

test('names that are markup, endless or strange are shown as they are, at a length that can be shown', async ({
  workshop,
}) => {
  const name = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(100_000)}`;
  const text = ECHO.replace("'Echo'", JSON.stringify(name)).replace("'no echo came'", "'y'.repeat(1e7)");
  const [loaded, searched] = await inBox(workshop, text, [
    'explore',
    { trial: { ...TRIAL, losses: 1 }, options: {} },
  ]);
  expect(nameIn(loaded)).toBe(`${name.slice(0, 200)}…`);
  const report = searched!.result as BoxJobs['explore']['result'];
  expect(report.laws[1]).toMatchObject({ finding: { says: `${'y'.repeat(2000)}…` } });
});

test('one program learns nothing of another, and cannot wait for the next one', async ({
  workshop,
  target,
}) => {
  const spy = `globalThis.caught = []; const real = program;
globalThis.program = spec => { caught.push(spec.name); real(spec); };
Promise.resolve().then(function again() { caught.push(1); if (caught.length < 9) return Promise.resolve().then(again); });
${ECHO}`;
  const [, , second] = await inBox(
    workshop,
    spy,
    ['explore', { trial: TRIAL, options: {} }],
    ['load', { code: `${attempt('typeof caught')} // ${target}` }],
  );
  expect(nameIn(second)).toBe('undefined');
});

test('what takes all the memory there is, or says too much, is ended; the page goes on', async ({
  workshop,
}) => {
  test.slow();
  for (const [heard, says] of [
    [
      'const hoard = []; for (;;) hoard.push(new Array(1e6).fill(hoard.length));',
      'does not come back from “echo”',
    ],
    ["let text = 'x'; for (;;) text += text;", 'threw,open'],
    ['me.state.heard = new ArrayBuffer(2 ** 40);', 'threw,open'],
    ["me.note('x'.repeat(1e8)); throw 1;", 'threw,open'],
    ["me.state.heard = 1; for (let i = 0; i < 100; i++) me.note('x'.repeat(1e6));", 'holds,holds'],
    ['me.state.heard = 1; for (;;) me.note(1);', 'too-many-effects,open'],
    ["me.state.heard = 'x'.repeat(1e8); throw 1;", 'threw,open'],
  ] as const) {
    const code = ECHO.replace('me.state.heard += 1;', heard);
    const [, searched] = await inBox(workshop, code, ['explore', { trial: TRIAL, options: {} }]);
    expect.soft(verdicts(searched), heard).toContain(says);
  }
  const large = ECHO.replace('me.state.heard += 1;', "me.state.heard = 'x'.repeat(3e6);");
  const script = [new Array<string>(20).fill('call')];
  const [, run] = await inBox(workshop, large, [
    'run',
    { trial: { rates: [9, 9], durationSeconds: 20, script } },
  ]);
  expect(run!.error).toContain('too much to be shown');
  expect(await workshop.evaluate(() => 1 + 1)).toBe(2);
});
