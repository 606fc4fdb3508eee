// How the pages of one browser open their links: the coordinator's words for it, put into the network's.
import type { LinkReport } from '../laboratory/laboratory-state.ts';
import type { OpenMesh } from '../laboratory/machine-page.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import type { PairReport } from '../network/mesh.ts';

export const openMesh: OpenMesh = async ({
  room,
  run,
  machine,
  trial,
  choice,
  scheduler,
  signal,
  onReport,
}) => {
  const mesh = await openBrowserMesh({
    room,
    run,
    self: machine,
    machines: trial.rates.length,
    choice,
    scheduler,
    signal,
    onReport: report => onReport(linkReport(report)),
  });
  return { links: [...mesh.links.values()], close: () => mesh.close() };
};

function linkReport({ remote, state, kind, fallbackReason }: PairReport): LinkReport {
  return {
    remote,
    state,
    rejected: 0,
    ...(kind && { kind }),
    ...(fallbackReason !== undefined && { reason: fallbackReason }),
  };
}
