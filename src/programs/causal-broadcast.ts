// Broadcast in causal order: a post waits until everything that its author had seen has been delivered here.
import { program, type Me, type Program } from '../core/program/program.ts';

type Post = { readonly vector: readonly number[]; readonly from: number };
interface State {
  /** For each machine, how many of its posts have been delivered here. */
  delivered: number[];
  waiting: Post[];
}
/** A post by its author and its number there. */
type Name = readonly [author: number, number: number];
type Outputs = { posted: Name; delivered: Name };
type Self = Me<State, { post: readonly number[] }, Outputs, never>;

/** own-order-only: waits for earlier posts of the same author, and for nothing else. */
export type CausalBroadcastSlip = 'own-order-only';

export function causalBroadcast(slip?: CausalBroadcastSlip): Program {
  function isNext({ delivered }: State, { vector, from }: Post): boolean {
    return vector.every((posts, i) =>
      i === from - 1 ? posts === delivered[i]! + 1 : slip === 'own-order-only' || posts <= delivered[i]!,
    );
  }

  function deliverAll(me: Self): void {
    const next = me.state.waiting.find(post => isNext(me.state, post));
    if (!next) return;
    const { from, vector } = next;
    me.state.waiting = me.state.waiting.filter(post => post !== next);
    me.state.delivered[from - 1] = vector[from - 1]!;
    me.emit('delivered', [from, vector[from - 1]!]);
    deliverAll(me);
  }

  return program<State, { post: readonly number[] }, { post: null }, Outputs, never>({
    name: 'Causal broadcast',
    source:
      'Birman, Schiper and Stephenson, “Lightweight causal and atomic group multicast”, ACM Transactions on Computer Systems 9 (1991)',
    network: { fifo: false },
    start: me => ({ delivered: new Array<number>(me.others.length + 1).fill(0), waiting: [] }),
    commands: {
      post: {
        run(me) {
          const number = (me.state.delivered[me.id - 1]! += 1);
          me.emit('posted', [me.id, number]);
          me.broadcast('post', [...me.state.delivered]);
          me.emit('delivered', [me.id, number]);
        },
      },
    },
    on: {
      post(me, { from, body }) {
        me.state.waiting = [...me.state.waiting, { from, vector: body }].sort(
          (a, b) => a.from - b.from || a.vector[a.from - 1]! - b.vector[b.from - 1]!,
        );
        deliverAll(me);
      },
    },
    laws: [
      {
        // By what an author had delivered: a post that has come and still waits is received, and not yet seen.
        name: 'posts are delivered in causal order',
        history(history) {
          const delivered = history.outputs('delivered');
          const indexOf = (machine: number, name: Name): number =>
            delivered.find(each => each.machine === machine && isSame(each.value, name))?.index ?? Infinity;
          for (const later of history.outputs('posted'))
            for (const { machine, index, value } of delivered) {
              if (machine !== later.machine || index > later.index) continue;
              const wrong = delivered.find(
                there => isSame(there.value, later.value) && indexOf(there.machine, value) > there.index,
              );
              if (wrong)
                return `Machine ${wrong.machine} has post ${later.value.join('-')} before post ${value.join('-')}, which its author had seen.`;
            }
          return true;
        },
      },
      {
        name: 'every post is delivered everywhere, once',
        atEnd({ history, machines }) {
          const delivered = history.outputs('delivered');
          const wrong = history
            .outputs('posted')
            .find(
              ({ value }) => delivered.filter(each => isSame(each.value, value)).length !== machines.length,
            );
          return (
            wrong === undefined || `Post ${wrong.value.join('-')} is not delivered once on every machine.`
          );
        },
      },
    ],
    trial: { machines: 3, script: [['post'], ['post']] },
  });
}

function isSame([author, number]: Name, [otherAuthor, otherNumber]: Name): boolean {
  return author === otherAuthor && number === otherNumber;
}
