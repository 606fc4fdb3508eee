// Mutual exclusion by a token that goes round: who has it may be inside.
import type { Law } from '../core/program/law.ts';
import { program, type Program } from '../core/program/program.ts';
import { MUTEX_LAWS, type Exclusive, type MutexCommands, type MutexOutputs } from './mutual-exclusion.ts';

/** second-token: a machine that has waited for some time makes a token itself. */
export type TokenRingSlip = 'second-token';

const ONE_TOKEN: Law<Exclusive, MutexOutputs> = {
  name: 'there is one token',
  always({ machines, messages }) {
    const tokens = machines.filter(({ state }) => state.inside).length + messages.length;
    return tokens === 1 || `There are ${tokens} tokens.`;
  },
};

export function tokenRing(slip?: TokenRingSlip): Program {
  return program<Exclusive, { token: null }, MutexCommands, MutexOutputs, 'impatient'>({
    name: 'Token ring',
    source: 'Le Lann, “Distributed systems – towards a formal approach”, IFIP Congress (1977)',
    start(me) {
      if (me.id === 1 && me.others.length > 0) me.send(2, 'token', null);
      return { inside: false, waits: false };
    },
    commands: {
      enter: {
        when: ({ waits }) => !waits,
        run(me) {
          me.state.waits = true;
          me.emit('asked', null);
          if (slip === 'second-token') me.after(1000, 'impatient');
        },
      },
      leave: {
        when: ({ inside }) => inside,
        run(me) {
          me.state.inside = false;
          me.state.waits = false;
          me.emit('left', null);
          me.send((me.id % (me.others.length + 1)) + 1, 'token', null);
        },
      },
    },
    on: {
      token(me) {
        if (me.state.waits && !me.state.inside) {
          me.state.inside = true;
          me.cancel('impatient');
          me.emit('entered', null);
        } else me.send((me.id % (me.others.length + 1)) + 1, 'token', null);
      },
    },
    timers: {
      impatient(me) {
        me.state.inside = true;
        me.emit('entered', null);
      },
    },
    laws: [...MUTEX_LAWS, ONE_TOKEN],
    trial: {
      machines: 3,
      script: [
        ['enter', 'leave'],
        ['enter', 'leave'],
        ['enter', 'leave'],
      ],
    },
  });
}
