// A short name for everything that happened in a run, to say whether two runs are the same, on whatever engine.
import type { MachineLog } from './machine-log.ts';
import { canonicalText, type Json } from './program/json.ts';
import type { Trace } from './trace.ts';

/**
 * 16 hexadecimal digits that depend on every event and message of the trace, with what a program's messages and steps say, and on
 * nothing else (not on the trial, the engine or spare capacity). Equal traces have equal digests; different ones, all but surely, different digests.
 */
export function digestOf(trace: Trace): string {
  const digest = new Digest();
  for (const log of trace.logs) addLog(digest, log);
  if (trace.program) digest.addText(canonicalText(trace.program.machines as unknown as Json));
  return digest.toString();
}

function addLog(digest: Digest, log: MachineLog): void {
  digest.addWord(log.eventCount);
  for (let i = 0; i < log.eventCount; i++) {
    digest.addWord(log.kinds[i]!);
    digest.addDouble(log.atMs[i]!);
    digest.addWord(log.clocks[i]!);
    digest.addWord(log.queues[i]!);
    digest.addWord(log.faces[i]!);
    digest.addWord(log.peers[i]!);
    digest.addWord(log.messageNumbers[i]!);
  }
  digest.addWord(log.messageCount);
  for (let row = 0; row < log.messageCount; row++) {
    digest.addWord(log.recipients[row]!);
    digest.addWord(log.timestamps[row]!);
    digest.addWord(log.sentIndices[row]!);
    digest.addDouble(log.arrivedMs[row]!);
    digest.addWord(log.arrivedBeforeTicks[row]!);
    digest.addWord(log.receivedIndices[row]!);
  }
}

/** Two independent 32-bit FNV-1a hashes over words of 32 bits. */
class Digest {
  readonly #view = new DataView(new ArrayBuffer(8));
  #first = 0x811c9dc5;
  #second = 0x9e3779b1;

  addWord(word: number): void {
    this.#first = Math.imul(this.#first ^ word, 0x01000193);
    this.#first ^= this.#first >>> 15;
    this.#second = Math.imul(this.#second ^ word, 0x85ebca6b);
    this.#second ^= this.#second >>> 13;
  }

  addDouble(value: number): void {
    // NaN has many bit patterns; all of them mean "in flight".
    this.#view.setFloat64(0, Number.isNaN(value) ? -1 : value);
    this.addWord(this.#view.getInt32(0));
    this.addWord(this.#view.getInt32(4));
  }

  addText(text: string): void {
    this.addWord(text.length);
    for (let at = 0; at < text.length; at++) this.addWord(text.charCodeAt(at));
  }

  toString(): string {
    return [this.#first, this.#second].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
