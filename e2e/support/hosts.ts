// Hosts of a network of their own on this machine: network namespaces joined by a bridge, a static server and a Chromium in each.
// What runs in one of them reaches the others by their addresses alone, as between two computers on one Wi-Fi.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser, findShell } from '../../scripts/find-browser.mjs';
import { drawSeldom } from './draw-seldom.ts';

const SERVER = join(dirname(fileURLToPath(import.meta.url)), 'static-server.mjs');
const DIST = join(dirname(fileURLToPath(import.meta.url)), '../../dist');
const PORT = 4180;

function command(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${error?.message ?? stderr}`);
}

/** Why there can be no hosts on this machine; undefined where there can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  for (const program of ['ip', 'nft'])
    if (spawnSync(program, ['-V']).error) return `there is no ${program} (Debian: iproute2, nftables)`;
  const name = `lamplight-try-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0) return `network namespaces cannot be made here: ${made.stderr.trim()}`;
  spawnSync('ip', ['netns', 'delete', name]);
  return undefined;
}

/** Networks of tests that were ended from outside, by the number of the process in their names; and what still runs in them. */
function removeAbandoned(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [space, owner] of stdout.matchAll(/^lamplight-\w+-(\d+)-\w+/gm)) {
    if (Number(owner) === process.pid || isAlive(Number(owner))) continue;
    const { stdout: left } = spawnSync('ip', ['netns', 'pids', space], { encoding: 'utf8' });
    for (const id of left.split('\n').filter(line => line !== '')) spawnSync('kill', ['-9', id]);
    spawnSync('ip', ['netns', 'delete', space]);
  }
}

function isAlive(process: number): boolean {
  return spawnSync('kill', ['-0', String(process)], { stdio: 'ignore' }).status === 0;
}

/** One computer of the network. */
export class TestHost {
  readonly #namespace: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lamplight-host-'));
  readonly #children: ChildProcess[] = [];
  #browser: Browser | undefined;

  constructor(
    namespace: string,
    /** Of this host, in the network. */
    readonly address: string,
  ) {
    this.#namespace = namespace;
  }

  /** The site at the host's own address, which a browser trusts as it trusts https. */
  get site(): string {
    return `http://127.0.0.1:${PORT}/lamplight/`;
  }

  /** Starts a program in this host; it is ended with the network. */
  start(program: string, ...words: readonly string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.#namespace, program, ...words], { stdio: 'ignore' });
    this.#children.push(child);
    return child;
  }

  serveSite(): void {
    this.start(process.execPath, SERVER, DIST, String(PORT), '/lamplight/');
  }

  /** Starts a Mosquitto that every host reaches; returns its address. */
  serveBroker(program: string): string {
    const lines = [
      'listener 18830 127.0.0.1',
      `listener 19001 ${this.address}`,
      'protocol websockets',
      'allow_anonymous true',
      'user root',
    ];
    const file = join(this.#folder, 'mosquitto.conf');
    writeFileSync(file, lines.join('\n'));
    this.start(program, '-c', file);
    return `ws://${this.address}:19001/`;
  }

  /** Starts a coturn that serves STUN and TURN to every host; `account` is `name:password`. Returns its address. */
  serveTurn(program: string, account: string): string {
    const words = [
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--fingerprint',
      '--lt-cred-mech',
      '--realm=lamplight',
    ];
    const files = [
      '--log-file=stdout',
      `--pidfile=${join(this.#folder, 'turn.pid')}`,
      `--userdb=${join(this.#folder, 'turn.db')}`,
    ];
    this.start(
      program,
      '-n',
      ...words,
      ...files,
      `--user=${account}`,
      `--listening-ip=${this.address}`,
      `--relay-ip=${this.address}`,
    );
    return `${this.address}:3478`;
  }

  /** A browser of this host, with nothing kept from another one. */
  async openBrowser(): Promise<BrowserContext> {
    const browser = findShell() ?? findBrowser();
    if (!browser) throw new Error('There is no Chromium on this machine.');
    const path = join(this.#folder, 'chromium');
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${this.#namespace} ${browser} "$@"\n`, {
      mode: 0o755,
    });
    this.#browser ??= await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
    // Nothing in this network answers for the names that hide a host's address; with these two, the address is told.
    const context = await this.#browser.newContext({
      permissions: ['camera', 'microphone'],
      serviceWorkers: 'block',
    });
    await drawSeldom(context);
    return context;
  }

  /** Nothing leaves this host, and nothing comes in, until {@link heal}. */
  cut(): void {
    this.#nft('add table inet cut');
    for (const [chain, device] of [
      ['input', 'iifname'],
      ['output', 'oifname'],
    ] as const) {
      this.#nft(`add chain inet cut ${chain} { type filter hook ${chain} priority 0 ; }`);
      this.#nft(`add rule inet cut ${chain} ${device} eth0 drop`);
    }
  }

  heal(): void {
    this.#nft('delete table inet cut');
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #nft(words: string): void {
    command('ip', 'netns', 'exec', this.#namespace, 'nft', words);
  }
}

export class TestNetwork {
  readonly #hub: string;
  readonly hosts: readonly TestHost[];

  /** `name`, a word, tells networks apart that are there at the same time; the addresses are 10.77.0.1 and so on. */
  constructor(name: string, hosts: number) {
    const prefix = `lamplight-${name}-${process.pid}`;
    this.#hub = `${prefix}-hub`;
    const spaces = Array.from({ length: hosts }, (_, i) => `${prefix}-${i + 1}`);
    removeAbandoned();
    const inHub = ['ip', '-n', this.#hub] as const;
    command('ip', 'netns', 'add', this.#hub);
    command(...inHub, 'link', 'add', 'bridge', 'type', 'bridge');
    command(...inHub, 'link', 'set', 'bridge', 'up');
    this.hosts = spaces.map((space, i) => {
      const address = `10.77.0.${i + 1}`;
      const inHost = ['ip', '-n', space] as const;
      command('ip', 'netns', 'add', space);
      command(...inHub, 'link', 'add', `to${i + 1}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
      command(...inHub, 'link', 'set', `to${i + 1}`, 'master', 'bridge', 'up');
      command(...inHost, 'address', 'add', `${address}/24`, 'dev', 'eth0');
      command(...inHost, 'link', 'set', 'eth0', 'up');
      command(...inHost, 'link', 'set', 'lo', 'up');
      return new TestHost(space, address);
    });
    this.#spaces = [this.#hub, ...spaces];
  }

  readonly #spaces: readonly string[];

  /** As on a Wi-Fi that keeps its guests apart: these hosts (from 1) reach the others, and not each other. */
  isolate(...hosts: readonly number[]): void {
    for (const host of hosts)
      command('bridge', '-n', this.#hub, 'link', 'set', 'dev', `to${host}`, 'isolated', 'on');
  }

  async close(): Promise<void> {
    await Promise.all(this.hosts.map(host => host.close()));
    for (const space of this.#spaces) spawnSync('ip', ['netns', 'delete', space]);
  }
}
