// What a person reads where a box with a program in it was ended.
import type { BoxEnd } from '../sandbox/box-end.ts';
import type { ProgramCall } from '../sandbox/box-message.ts';
import { quoted } from './problems.ts';

export function boxEnd(end: BoxEnd): string {
  switch (end.kind) {
    case 'silent': {
      const seconds = Math.round(end.quietMs / 1000);
      return end.call
        ? `${notBack(end.call)} It was ended after ${seconds} s. Is there a loop without end?`
        : `The program did not answer for ${seconds} s, and was ended. Is there a loop without end?`;
    }
    case 'not-open':
      return 'The box for the program did not open. Reload the page when you are online.';
    case 'died':
      return `The box with the program is gone: ${end.message}`;
    case 'not-understood':
      return 'What the program’s box said could not be understood. The box was closed.';
    case 'flood':
      return `The program’s box sent more than ${end.messages} messages at once, and was closed.`;
  }
}

function notBack(call: ProgramCall): string {
  switch (call.of) {
    case 'text':
      return 'The program’s text does not come to its end.';
    case 'start':
      return `Machine ${call.machine} does not come back from “start”.`;
    case 'idle':
      return `Machine ${call.machine} does not come back from “idle”.`;
    case 'message':
      return `Machine ${call.machine} does not come back from ${quoted(call.name)} from machine ${call.from}, with ${call.body} as its body.`;
    case 'timer':
      return `Machine ${call.machine} does not come back from the timer ${quoted(call.name)}.`;
    case 'command':
      return `Machine ${call.machine} does not come back from the command ${quoted(call.name)}${call.argument === 'null' ? '' : `, with ${call.argument}`}.`;
    case 'when':
      return `“when” of the command ${quoted(call.name)} does not come back, for the state ${call.state}.`;
    case 'show':
      return `“show” does not come back, for the state ${call.state}.`;
    case 'law':
      return `The law ${quoted(call.name)} does not come back.`;
  }
}
