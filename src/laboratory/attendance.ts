// Which machines of a run have a page: whose page is gone and may be followed by another, which ones the run goes on without,
// and when they had none.
import type { Spell } from '../core/certificate.ts';
import type { MachineId } from '../core/message.ts';
import type { Absence, LostMachine } from './laboratory-state.ts';

export type Away = LostMachine & { readonly how: Absence['how'] };

/** As it is stored of one machine. */
export interface Attending {
  readonly durable: boolean;
  readonly lost?: LostMachine;
  readonly away?: LostMachine;
  readonly absences?: readonly Absence[];
  /** That its memory is on; left out: it is in this browser. */
  readonly device?: string;
}

/** More than this are not told apart: the last one is drawn out. */
const ABSENCES_MAX = 200;

export class Attendance {
  readonly #lost = new Map<MachineId, LostMachine>();
  readonly #away = new Map<MachineId, Away>();
  /** Of a run that was taken up: no page of theirs has been heard since. */
  readonly #unheard = new Set<MachineId>();
  readonly #absences = new Map<MachineId, readonly Absence[]>();
  /** Why a machine does not outlive its page; undefined: it does. */
  readonly #fragility = new Map<MachineId, string | undefined>();
  readonly #devices = new Map<MachineId, string>();

  get lost(): ReadonlyMap<MachineId, LostMachine> {
    return this.#lost;
  }

  get away(): ReadonlyMap<MachineId, Away> {
    return this.#away;
  }

  get unheard(): ReadonlySet<MachineId> {
    return this.#unheard;
  }

  absencesOf(machine: MachineId): readonly Absence[] {
    return this.#absences.get(machine) ?? [];
  }

  /** When it had no page, the last time included that is not over or will not be. */
  spellsOf(machine: MachineId, nowMs: number): readonly Spell[] {
    const gone = this.#away.get(machine) ?? this.#lost.get(machine);
    const last: Spell[] = gone
      ? [
          {
            kind: gone.how === 'silent' || gone.how === 'gone' ? gone.how : 'closed',
            fromMs: gone.atMs,
            toMs: nowMs,
          },
        ]
      : [];
    return [...this.absencesOf(machine).map(({ how, ...rest }) => ({ kind: how, ...rest })), ...last];
  }

  fragilityOf(machine: MachineId): string | undefined {
    return this.#fragility.get(machine);
  }

  isDurable(machine: MachineId): boolean {
    return this.#fragility.has(machine) && this.#fragility.get(machine) === undefined;
  }

  /** Whether another page may come and go on with it. */
  canRejoin(machine: MachineId): boolean {
    return this.#away.has(machine) || (this.#unheard.has(machine) && this.isDurable(machine));
  }

  /** Where its memory is, for the whole run. */
  deviceOf(machine: MachineId): string | undefined {
    return this.#devices.get(machine);
  }

  /** Where it is, as far as that is known without its page. */
  placeOf(machine: MachineId): 'device' | undefined {
    return this.#devices.has(machine) ? 'device' : undefined;
  }

  /** The machines on other devices. */
  get far(): MachineId[] {
    return [...this.#devices.keys()];
  }

  seat(machine: MachineId, device: string | undefined): void {
    if (device !== undefined) this.#devices.set(machine, device);
  }

  /** Its links are open; `reason`: why it does not outlive its page. */
  setFragility(machine: MachineId, reason: string | undefined): void {
    this.#fragility.set(machine, reason);
  }

  /** Its page is there; where that took its place from another one, it had none until now, since `lastMs` at the latest. */
  come(machine: MachineId, resumed: { readonly lastMs: number; readonly nowMs: number } | undefined): void {
    const away = this.#away.get(machine);
    this.#away.delete(machine);
    this.#unheard.delete(machine);
    if (!resumed) return;
    const absence: Absence = {
      how: away?.how ?? 'closed',
      fromMs: away?.atMs ?? resumed.lastMs,
      toMs: resumed.nowMs,
    };
    const before = this.absencesOf(machine);
    this.#absences.set(
      machine,
      before.length < ABSENCES_MAX
        ? [...before, absence]
        : [...before.slice(0, -1), { ...before.at(-1)!, toMs: absence.toMs }],
    );
  }

  /** Its page is gone: another one may follow. */
  goAway(machine: MachineId, away: Away): void {
    this.#unheard.delete(machine);
    this.#away.set(machine, away);
  }

  /** The run goes on without it. */
  lose(machine: MachineId, lost: LostMachine): void {
    this.#unheard.delete(machine);
    this.#away.delete(machine);
    this.#lost.set(machine, lost);
  }

  /** What another page stored of one machine: until its own page is heard, nobody knows whether it is there. */
  takeUp(machine: MachineId, { durable, lost, away, absences, device }: Attending): void {
    this.seat(machine, device);
    this.#fragility.set(machine, durable ? undefined : '');
    if (absences) this.#absences.set(machine, absences);
    if (lost) this.#lost.set(machine, lost);
    else if (away) this.#away.set(machine, { ...away, how: away.how === 'gone' ? 'gone' : 'closed' });
    else this.#unheard.add(machine);
  }

  /** To be stored. */
  of(machine: MachineId): Attending {
    const lost = this.#lost.get(machine);
    const away = this.#away.get(machine);
    const absences = this.absencesOf(machine);
    const device = this.deviceOf(machine);
    return {
      durable: this.isDurable(machine),
      absences,
      ...(lost && { lost }),
      ...(away && { away }),
      ...(device !== undefined && { device }),
    };
  }
}
