// What a person may write for STUN and TURN servers, and what is said of the rest.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { iceServersSchema, readIceServers, writeIceServers } from './ice-servers.ts';

describe('STUN and TURN servers', () => {
  it('are none by default', () => {
    expect(readIceServers('  ')).toEqual({ kind: 'servers', servers: [] });
  });

  it('are read with their names and passwords', () => {
    const text =
      'stun:stun.example.org, turn:ada:a%3Ab@192.0.2.7:3478?transport=tcp\nturns:u:p@[2001:db8::1]:5349';
    expect(readIceServers(text)).toEqual({
      kind: 'servers',
      servers: [
        { urls: 'stun:stun.example.org' },
        { urls: 'turn:192.0.2.7:3478?transport=tcp', username: 'ada', credential: 'a:b' },
        { urls: 'turns:[2001:db8::1]:5349', username: 'u', credential: 'p' },
      ],
    });
  });

  test.each([
    ['https://stun.example.org', 'not-a-server'],
    ['stun:', 'no-host'],
    ['stun:host:70000', 'bad-port'],
    ['stun:ho st', 'not-a-server'],
    ['turn:turn.example.org', 'no-password'],
    ['stun:a:b@stun.example.org', 'password-for-stun'],
    ['stun:host?transport=tcp', 'not-a-server'],
    ['turn:%:b@host', 'not-a-server'],
    [Array.from({ length: 9 }, (_, i) => `stun:host${i}`).join(' '), 'too-many'],
  ])('%s: %s', (text, kind) => {
    const read = readIceServers(text);
    expect(read.kind === 'problem' && read.problem.kind).toBe(kind);
  });

  it('are written as they are read, and anything else has a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(stun|turns?):([a-z%:]+@)?[a-z0-9.:[\]]+$/)),
        text => {
          const read = readIceServers(text);
          if (read.kind === 'problem') return;
          expect(v.is(iceServersSchema, read.servers)).toBe(true);
          expect(readIceServers(writeIceServers(read.servers))).toEqual(read);
        },
      ),
    );
  });
});
