// Hosts of a network of their own on this machine: network namespaces joined by a bridge, a static server and a Chromium in each.
// What runs in one of them reaches the others by their addresses alone, as between two computers on one Wi-Fi.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser, findShell } from '../../scripts/find-browser.mjs';

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
    return this.#browser.newContext({ permissions: ['camera', 'microphone'], serviceWorkers: 'block' });
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

  /** `name` tells networks apart that are there at the same time; the addresses are 10.77.0.1 and so on. */
  constructor(name: string, hosts: number) {
    this.#hub = `lamplight-${name}-hub`;
    const spaces = Array.from({ length: hosts }, (_, i) => `lamplight-${name}-${i + 1}`);
    for (const space of [this.#hub, ...spaces]) spawnSync('ip', ['netns', 'delete', space]); // of a test that was ended
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

  async close(): Promise<void> {
    await Promise.all(this.hosts.map(host => host.close()));
    for (const space of this.#spaces) spawnSync('ip', ['netns', 'delete', space]);
  }
}
