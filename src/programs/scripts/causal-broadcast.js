// Broadcast in causal order: a post waits until everything that its author had seen has been delivered here.
// A post carries its author’s vector: how many posts of each machine the author had delivered, its own post included.
program({
  name: 'Causal broadcast',
  source:
    'Birman, Schiper and Stephenson, “Lightweight causal and atomic group multicast”, ACM Transactions on Computer Systems 9 (1991)',
  network: { fifo: false, duplication: true },

  // delivered: for each machine, how many of its posts have been delivered here. waiting: posts that have come too early.
  start: me => ({
    delivered: new Array(me.others.length + 1).fill(0),
    waiting: [],
  }),

  commands: {
    post: {
      run(me) {
        const number = (me.state.delivered[me.id - 1] += 1);
        me.emit('posted', [me.id, number]);
        me.broadcast('post', [...me.state.delivered]);
        me.emit('delivered', [me.id, number]);
      },
    },
  },

  on: {
    post(me, { from, body }) {
      me.state.waiting = [...me.state.waiting, { from, vector: body }].sort(
        (a, b) => a.from - b.from || a.vector[a.from - 1] - b.vector[b.from - 1],
      );
      deliverAll(me);
    },
  },

  laws: [
    {
      name: 'posts are delivered in causal order',
      history: deliveredInOrder,
    },
    {
      name: 'every post is delivered everywhere, once',
      atEnd({ history, machines }) {
        const delivered = history.outputs('delivered');
        const wrong = history
          .outputs('posted')
          .find(
            ({ value }) =>
              delivered.filter(each => isSame(each.value, value)).length !==
              machines.length,
          );
        return (
          wrong === undefined ||
          `Post ${wrong.value.join('-')} is not delivered once on every machine.`
        );
      },
    },
  ],

  show({ waiting }) {
    if (waiting.length === 0) return undefined;
    return {
      text: waiting.length === 1 ? '1 post waits' : `${waiting.length} posts wait`,
      tone: 'waiting',
    };
  },
  trial: { machines: 3, script: [['post'], ['post']] },
});

// The next one of its author, and its author had seen nothing that is not here.
function isNext({ delivered }, { vector, from }) {
  return vector.every((posts, i) =>
    i === from - 1 ? posts === delivered[i] + 1 : posts <= delivered[i],
  );
}

function deliverAll(me) {
  const next = me.state.waiting.find(post => isNext(me.state, post));
  if (!next) return;
  const { from, vector } = next;
  me.state.waiting = me.state.waiting.filter(post => post !== next);
  me.state.delivered[from - 1] = vector[from - 1];
  me.emit('delivered', [from, vector[from - 1]]);
  deliverAll(me);
}

// A post is called by its author and its number there.
function isSame([author, number], [otherAuthor, otherNumber]) {
  return author === otherAuthor && number === otherNumber;
}

// By what an author had delivered: a post that has come and still waits is received, and not yet seen.
function deliveredInOrder(history) {
  const delivered = history.outputs('delivered');
  const indexOf = (machine, post) =>
    delivered.find(each => each.machine === machine && isSame(each.value, post))
      ?.index ?? Infinity;
  for (const later of history.outputs('posted'))
    for (const { machine, index, value } of delivered) {
      if (machine !== later.machine || index > later.index) continue;
      const wrong = delivered.find(
        there =>
          isSame(there.value, later.value) &&
          indexOf(there.machine, value) > there.index,
      );
      if (wrong)
        return `Machine ${wrong.machine} has post ${later.value.join('-')} before post ${value.join('-')}, which its author had seen.`;
    }
  return true;
}
