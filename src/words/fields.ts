// What the fields of forms and addresses are called, and in what they are measured.
export const FIELD_LABELS = {
  engine: 'Engine',
  machines: 'Machines',
  rates: 'Rates',
  die: 'Die',
  seconds: 'Length',
  seed: 'Seed',
  firstSeed: 'First seed',
  rule: 'Timestamp rule',
  delay: 'Delay',
  delays: 'Delay of messages',
  link: 'Links',
  broker: 'Broker',
  place: 'Machines run in',
  room: 'Room',
  fast: 'Fast machines',
  slowest: 'Slowest machine',
  replicates: 'Replicates',
} as const;

export const UNITS = {
  rate: 'ticks/s',
  rateForEach: 'ticks/s, one for each',
  faces: 'faces',
  seconds: 's',
  secondsInFull: 'seconds',
} as const;
