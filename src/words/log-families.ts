// The kinds of logs that can be opened without a word, each with a line of it, so that people find their own.

export interface FamilyWords {
  /** As the reader calls it. */
  readonly name: string;
  /** What to know of its files. */
  readonly files: string;
  readonly sample: string;
}

export const FAMILY_WORDS: readonly FamilyWords[] = [
  {
    name: 'Lamplight JSONL',
    files: 'A trace saved here: one file for the whole run, nothing lost.',
    sample: '{"format":"lamplight-trace","version":1,"engine":"virtual","trial":{"rates":[5,1,5],…}}',
  },
  {
    name: 'Lamplight CSV',
    files: 'A trace saved here as a table: a row for each event.',
    sample:
      'machine,event_index,tick,kind,due_milliseconds,at_milliseconds,logical_clock,queue_length_messages,…',
  },
  {
    name: 'The assignment’s log, as Lamplight writes it',
    files: 'One file for each machine, saved under “Files” of a run.',
    sample: 'System time: 4.000000 s | RECEIVE from 1 (timestamp 3) | Queue length: 1 | Logical clock: 4',
  },
  {
    name: 'Prose in blocks',
    files: 'Two or three lines for an event; the machine is the port in the file’s name, as in log2056.txt.',
    sample:
      'Message received! Global time: 2026-03-02T10:00:02Z\nMessage queue length: 1\nLogical clock time: 9',
  },
  {
    name: 'Timestamped prose',
    files: 'The machine’s number is in the file’s name, as in run_machine_0.log.',
    sample:
      '2026-03-02 10:00:04,021 : (Logical Clock Time 13) Received a message with logical time 12. Current queue length is 1.',
  },
  {
    name: 'Bar-separated log',
    files: 'Each line names its machine; connection chatter before it is counted and shown.',
    sample:
      '[Machine 0] 2026/03/02 10:00:01.250113 SEND to Machine 2 | System time: Mar  2 10:00:01.250 | Logical clock: 4',
  },
  {
    name: 'Bracketed log',
    files: 'Keys and values; the rank is in a line or in the file’s name, as in rank_0.log.',
    sample: '[RECEIVE] SysTime=10:00:02 Node=0 From=2 QueueLen=1 LogicalClock=9',
  },
  {
    name: 'Tabbed log',
    files: 'Columns with tabs between them, under a first line like “Clock Speed: 3”.',
    sample: 'Event: Receive\tGlobal Time: 1772445602.5\tMsgQueue Length: 2\tLC: 7',
  },
  {
    name: 'JSON lines',
    files: 'An object for each event.',
    sample:
      '{"event": "RECEIVE", "system_time": 1772445602.5, "machine_id": 1, "old_clock": 8, "new_clock": 11, "queue_len": 0}',
  },
  {
    name: 'Comma-separated log',
    files: 'A table with a header; the rate may be in the file’s name, as in pid_7_clockrate_1.csv.',
    sample: 'logical clock,global time,event type,queue length\n5,5,receive,0',
  },
];

export const ANY_OTHER_LOG: FamilyWords = {
  name: 'Any other log',
  files: 'We find out how its lines are read, show it to you, and ask whether it is right.',
  sample:
    '1> Event: Processed message | System Time: 2026-02-28 17:42:04 | Logical Clock: 4 | Queue Length: 1',
};
