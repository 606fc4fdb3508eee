// A worker in which several machines of a room live. Each has a seat, a lock and a journal of its own, as one in a frame has.
import type { MachineId } from '../core/message.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import { openIndexedRunStorage } from '../laboratory/indexed-run-storage.ts';
import { MachinePage } from '../laboratory/machine-page.ts';
import { browserLocks } from '../laboratory/web-locks.ts';
import { RealScheduler } from '../time/real-scheduler.ts';
import { timerWaker } from '../time/wakers.ts';
import type { ToMachineWorker } from './machine-workers.ts';

function startHosting(): void {
  // The timers of a worker keep their pace, whether its page is hidden or not.
  const scheduler = new RealScheduler({
    now: () => performance.timeOrigin + performance.now(),
    waker: timerWaker,
  });
  const locks = browserLocks();
  const pages = new Map<MachineId, MachinePage>();
  const leave = (machine: MachineId): void => {
    pages.get(machine)?.close();
    pages.delete(machine);
  };
  addEventListener('message', ({ data }: MessageEvent<ToMachineWorker>) => {
    const { room, machines } = data;
    for (const machine of [...pages.keys()]) if (!machines.includes(machine)) leave(machine);
    for (const machine of machines)
      if (!pages.has(machine))
        pages.set(
          machine,
          new MachinePage({
            room,
            machine,
            place: 'worker',
            scheduler,
            openMesh: openBrowserMesh,
            locks,
            openStorage: openIndexedRunStorage,
          }),
        );
    if (machines.length > 0) return;
    scheduler.close();
    close(); // once what was said before is sent
  });
}

startHosting();
