// Real message brokers for tests, started on free ports of this machine and stopped again: Mosquitto, and NATS as one server
// or as a cluster. Where a program is not installed, whoever asks is told.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RealBroker {
  readonly url: string;
  /** Plain MQTT over TCP, as other programs speak to it. */
  readonly port: number;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
}

export interface RealBrokers {
  readonly nodes: readonly RealBroker[];
  stop(): Promise<void>;
}

const PLACES = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
];

/** Where a broker's program is; undefined where it is not installed. */
export function findBroker(program: 'mosquitto' | 'nats-server'): string | undefined {
  const found = PLACES.map(place => join(place, program)).find(path => existsSync(path));
  if (found) return found;
  const { status } = spawnSync(program, ['-h'], { stdio: 'ignore' });
  return status === null ? undefined : program;
}

/** In the name of a test that is skipped, so that everybody sees it. */
export function whyNot(program: 'mosquitto' | 'nats-server'): string {
  return findBroker(program)
    ? ''
    : ` (NOT RUN: ${program} is not installed here; Debian has it as a package)`;
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

/** `password`: of the user “lamp”, without whom nobody may connect. */
export async function startMosquitto({
  password,
}: { readonly password?: string } = {}): Promise<RealBrokers> {
  const [port = 0, webPort = 0] = await freePorts(2);
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-mosquitto-'));
  const lines = [`listener ${port} 127.0.0.1`, `listener ${webPort} 127.0.0.1`, 'protocol websockets'];
  if (password === undefined) lines.push('allow_anonymous true');
  else {
    const file = join(folder, 'passwords');
    spawnSync('mosquitto_passwd', ['-c', '-b', file, 'lamp', password]);
    lines.push('allow_anonymous false', `password_file ${file}`);
  }
  // As root it would give up its rights, and then not read its own files.
  if (process.getuid?.() === 0) lines.push('user root');
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(file, lines.join('\n'));
  const child = spawn(findBroker('mosquitto')!, ['-c', file], { stdio: 'ignore' });
  await listening(port, webPort);
  const node = { url: `ws://127.0.0.1:${webPort}/`, port, kill: () => kill(child) };
  return { nodes: [node], stop: () => stopAll([child], folder) };
}

/** One server, or a cluster in which what one stores the others have too. */
export async function startNats(count: number): Promise<RealBrokers> {
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-nats-'));
  const ports = await freePorts(4 * count);
  const portsOf = (node: number): number[] => ports.slice(4 * node, 4 * node + 4);
  const routes = Array.from({ length: count }, (_, node) => `nats://127.0.0.1:${portsOf(node)[3]}`);
  const children = Array.from({ length: count }, (_, node) => {
    const [port, mqttPort, webPort, clusterPort] = portsOf(node);
    const file = join(folder, `node-${node + 1}.conf`);
    const lines = [
      `server_name: node${node + 1}`,
      `listen: "127.0.0.1:${port}"`,
      `jetstream { store_dir: "${join(folder, `store-${node + 1}`)}" }`,
      `mqtt { listen: "127.0.0.1:${mqttPort}"${count > 1 ? `, stream_replicas: ${count}, consumer_replicas: ${count}` : ''} }`,
      `websocket { listen: "127.0.0.1:${webPort}", no_tls: true }`,
    ];
    if (count > 1)
      lines.push(
        `cluster { name: "lamp", listen: "127.0.0.1:${clusterPort}", routes: ${JSON.stringify(routes)} }`,
      );
    writeFileSync(file, lines.join('\n'));
    return spawn(findBroker('nats-server')!, ['-c', file], { stdio: 'ignore' });
  });
  await listening(...children.flatMap((_, node) => portsOf(node).slice(0, 3)));
  return {
    nodes: children.map((child, node) => ({
      url: `ws://127.0.0.1:${portsOf(node)[2]}/mqtt`,
      port: portsOf(node)[1]!,
      kill: () => kill(child),
    })),
    stop: () => stopAll(children, folder),
  };
}

/** Resolves once all these ports are answered. */
async function listening(...ports: readonly number[]): Promise<void> {
  for (const port of ports)
    while (!(await isAnswered(port))) await new Promise(resolve => setTimeout(resolve, 20));
}

function isAnswered(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const settle = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', settle(true));
    socket.once('error', settle(false));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function stopAll(children: readonly ChildProcess[], folder: string): Promise<void> {
  await Promise.all(children.map(kill));
  rmSync(folder, { recursive: true, force: true });
}
