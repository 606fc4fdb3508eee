// The servers that help two devices find a way to each other: none but those that a person names. STUN tells a device its address
// as others see it; TURN passes everything on, and wants a name and a password.
import * as v from 'valibot';

export const ICE_SERVERS_MAX = 8;
const TEXT_MAX = 256;

export const iceServersSchema = v.pipe(
  v.array(
    v.object({
      urls: v.pipe(v.string(), v.maxLength(TEXT_MAX), v.regex(/^(stuns?|turns?):[^\s@]+$/)),
      username: v.exactOptional(v.pipe(v.string(), v.maxLength(TEXT_MAX))),
      credential: v.exactOptional(v.pipe(v.string(), v.maxLength(TEXT_MAX))),
    }),
  ),
  v.maxLength(ICE_SERVERS_MAX),
  v.readonly(),
);
export type IceServers = v.InferOutput<typeof iceServersSchema>;

/** What is wrong with one of the servers, as it was written. */
export interface IceServerProblem {
  readonly kind: 'not-a-server' | 'no-host' | 'bad-port' | 'no-password' | 'password-for-stun' | 'too-many';
  readonly text: string;
}

export type ReadIceServers =
  | { readonly kind: 'servers'; readonly servers: IceServers }
  | { readonly kind: 'problem'; readonly problem: IceServerProblem };

const SERVER = /^(stuns?|turns?):(?:([^\s@:]*):([^\s@]*)@)?([^\s@?]*)(\?transport=(?:udp|tcp))?$/i;
/** A name or an IPv4 address, or an IPv6 address in brackets; then a port. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(?::(\d+))?$/i;
const PORT_MAX = 65_535;

/**
 * Reads what a person writes: servers with spaces, commas or line ends between them, as `stun:host:port` or
 * `turn:name:password@host:port?transport=tcp`; `:` and `@` within a name or password are `%3A` and `%40`. Never throws.
 */
export function readIceServers(text: string): ReadIceServers {
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  const servers: IceServers[number][] = [];
  for (const word of words) {
    const read = readServer(word);
    if ('kind' in read) return { kind: 'problem', problem: read };
    servers.push(read);
  }
  return servers.length > ICE_SERVERS_MAX
    ? { kind: 'problem', problem: { kind: 'too-many', text: words[ICE_SERVERS_MAX]! } }
    : { kind: 'servers', servers };
}

function readServer(text: string): IceServers[number] | IceServerProblem {
  const [, scheme = '', name, password, address = '', transport = ''] = SERVER.exec(text) ?? [];
  if (scheme === '' || text.length > TEXT_MAX) return { kind: 'not-a-server', text };
  const [, host, port] = HOST.exec(address) ?? [];
  if (host === undefined) return { kind: address === '' ? 'no-host' : 'not-a-server', text };
  if (port !== undefined && (Number(port) < 1 || Number(port) > PORT_MAX)) return { kind: 'bad-port', text };
  const isTurn = /^turn/i.test(scheme);
  if (isTurn !== Boolean(name && password))
    return { kind: isTurn ? 'no-password' : 'password-for-stun', text };
  const urls = `${scheme.toLowerCase()}:${address}${transport}`;
  if (!isTurn) return transport === '' ? { urls } : { kind: 'not-a-server', text };
  const [username, credential] = [unescaped(name!), unescaped(password!)];
  return username === undefined || credential === undefined
    ? { kind: 'not-a-server', text }
    : { urls, username, credential };
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** As {@link readIceServers} reads them. */
export function writeIceServers(servers: IceServers): string {
  return servers
    .map(({ urls, username, credential }) =>
      username === undefined
        ? urls
        : urls.replace(
            ':',
            () => `:${encodeURIComponent(username)}:${encodeURIComponent(credential ?? '')}@`,
          ),
    )
    .join(' ');
}
