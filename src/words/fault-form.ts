// What the fields say in which the faults of a trial are chosen.
export const FAULTS_TITLE = 'Faults';
export const LINK_DELAYS_LABEL = 'Delays of single links';
export const LINK_DELAYS_NOTE =
  'Where a link differs from the delay above: 1 to 2: fixed 200; 1 and 3: uniform 20-80 (both directions).';

export const FAULT_LABELS = {
  loss: 'Lost messages',
  duplication: 'Doubled messages',
  reordering: 'Reordered messages',
  reorderingMs: 'Reordered by',
  bandwidth: 'Bandwidth of a link',
  partition: 'Partitions',
  pause: 'Pauses',
  crash: 'Crashes',
  rate: 'Changes of rate',
  session: 'Session',
} as const;

export const FAULT_UNITS = { percent: '%', milliseconds: 'ms', messages: 'messages per second' } as const;

export const FAULT_NOTES = {
  bandwidth: 'Messages per second in each direction, or any.',
  partition: 'Machines on one side and seconds: 1 2: 10-20; 3: 30-35.',
  pause: 'Machine and seconds: 2: 10-15. It makes up for its ticks afterwards.',
  crash: 'Machine and seconds: 2: 10-15, or 2: 10-15 amnesic to start again without its memory.',
  rate: 'Machine, second and new rate: 2: 30 rate 6.',
} as const;

/** In a sweep's settings: what may be written there more than in a trial's. */
export const SWEEP_FAULT_NOTES = {
  bandwidth: 'Messages per second, or any; several with a bar between: any | 4.',
  partition: 'As in a trial; several plans with a bar between: none | 3: 10-20 | 3: 10-40.',
  pause: 'Such as none | 2: 10-15.',
  crash: 'Such as none | 2: 10-15 | 2: 10-15 amnesic.',
  rate: 'Such as none | 2: 30 rate 6.',
  bothSessions: 'Both, off and on',
} as const;

export const SESSION_NAMES = {
  off: { label: 'Off', note: 'What the links do to messages happens to them.' },
  on: {
    label: 'On',
    note: 'Links send lost messages again, drop second copies and keep the order.',
  },
} as const;
