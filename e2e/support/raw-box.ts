// Speaks with a box as nobody should, from any page of the built site and in any browser: without the page's side of it. The text of
// a function, since a page that no test runner drives has to have it too.

/** `(site, tasks) => Promise<replies>`: asks for [name, request] one after the other; each has 20 s. */
export const RAW_BOX = `async (site, tasks) => {
  const [control, port] = [new MessageChannel(), new MessageChannel()];
  const frame = document.createElement('iframe');
  frame.src = site + 'box.html';
  const waiting = new Map();
  port.port1.onmessage = ({ data }) => {
    const reply = JSON.parse(data);
    if (reply.kind === 'result' || reply.kind === 'failed') waiting.get(reply.id)?.(reply);
  };
  frame.onload = () =>
    frame.contentDocument.querySelector('iframe').contentWindow.postMessage({}, '*', [control.port2, port.port2]);
  document.body.append(frame);
  const replies = [];
  for (const [index, [name, request]] of tasks.entries()) {
    port.port1.postMessage({ kind: 'ask', id: index + 1, name, request });
    replies.push(
      await new Promise(resolve => {
        waiting.set(index + 1, resolve);
        setTimeout(() => resolve({ kind: 'silent' }), 20000);
      }),
    );
  }
  frame.remove();
  port.port1.close();
  return replies;
}`;
