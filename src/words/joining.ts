// What is said where a device joins a trial: on the trial's page, and on the device.
import type {
  AnswerState,
  DeviceState,
  InvitationState,
  OfferState,
} from '../laboratory/devices/device-host.ts';
import type { CallProblem, JoiningState, JoinRefusal } from '../laboratory/devices/joining-door.ts';
import { counted } from '../core/counted.ts';
import type { IceServerProblem } from '../network/ice-servers.ts';

export const INVITE_DEVICE = {
  title: 'Invite a device',
  intro:
    'A phone or another computer becomes a machine of this trial. It needs this site and a way to this computer, as on one Wi-Fi.',
  byCode: 'By code: for one device, without any server',
  byLink: 'By invitation link: for many devices, over a broker',
  broker: 'Broker',
  brokerNote:
    'The address of an MQTT broker that you may use, as wss://host:port/path; several of one cluster with spaces between them. It sees nothing but sealed messages, until a device has joined.',
  makeLink: 'Make an invitation link',
  endInvitation: 'End the invitation',
  invitation: 'Invitation link',
  invitationPicture: 'A QR code with the invitation link',
  invitationNote:
    'Whoever has this link can join this trial, as long as this page is open. Give it to nobody else.',
  newCode: 'Make a code',
  anotherCode: 'Make another code',
  offerTitle: '1. On the other device, scan this or open the link',
  offerPicture: 'A QR code with the link to join',
  link: 'Link to join',
  copyLink: 'Copy the link',
  copied: 'Copied',
  answerTitle: '2. Scan or paste its answer here',
  answer: 'Answer of the device',
  takeAnswer: 'Take the answer',
  devices: 'Devices',
  settings: 'STUN and TURN servers',
  servers: 'Servers',
  serversNote:
    'None by default. For devices that see no address of each other: stun:host:port or turn:name:password@host:port, with spaces between several. They apply to the next code and the next run.',
} as const;

export const JOIN_BY_CODE = {
  title: 'Join from this device',
  code: 'Code or link of the trial page',
  takeCode: 'Take the code',
  answerTitle: 'Show this answer to the trial page',
  answerIntro:
    'Scan it there with the camera, or copy it and paste it there. Then this device gets its machine. Keep this page open.',
  answerPicture: 'A QR code with the answer',
  answer: 'Answer',
  copyAnswer: 'Copy the answer',
  anotherCode: 'Another code',
} as const;

export const SCANNER = {
  scan: 'Scan with the camera',
  stop: 'Stop the camera',
  picture: 'What the camera sees',
} as const;

/** Why the camera shows nothing. */
export const SCANNER_PROBLEMS = {
  refused: 'The browser was not allowed to use the camera. Copy and paste the text instead.',
  missing: 'No camera was found. Copy and paste the text instead.',
  insecure: 'The camera works only on a page that is served over https. Copy and paste the text instead.',
  'not-loaded': 'What reads the picture could not be loaded. Copy and paste the text instead.',
} as const;

/** Where the site's own address leads nowhere on another device. */
export const LOCAL_ADDRESS =
  'This page was opened at an address of this computer alone, so the link does not work on another device. There, open the site at an address that it can reach, and paste the code.';

/** Of a code that was made, and how long it holds. */
export function offerWords(offer: OfferState, nowMs: number): string {
  switch (offer.kind) {
    case 'none':
      return '';
    case 'making':
      return 'Making a code …';
    case 'ready':
      return `For one device. It can be used for ${minutes(offer.expiresMs - nowMs)}.`;
    case 'expired':
      return 'This code has expired. Make another one.';
    case 'failed':
      return `No code could be made: ${offer.reason}`;
  }
}

function minutes(milliseconds: number): string {
  const whole = Math.max(1, Math.ceil(milliseconds / 60_000));
  return whole === 1 ? '1 minute more' : `${whole} minutes more`;
}

const CODE_PROBLEMS = {
  'not-ours': 'This is not a code of Lamplight.',
  'other-version': 'This code is of another version of Lamplight. Reload both pages.',
  'cut-off': 'A part of this code is missing. Copy all of it, or scan it again.',
  damaged: 'This code is damaged. Copy it again, or scan it again.',
  expired: 'This code has expired.',
} as const;

/** What became of the answer that was read last; empty before any. */
export function answerWords(answer: AnswerState): string {
  switch (answer.kind) {
    case 'none':
      return '';
    case 'connecting':
      return 'Connecting to the device …';
    case 'joined':
      return 'The device has joined.';
    case 'failed':
      return `${lossWords(answer.loss.kind)} Make another code to try again.`;
    case 'refused':
      switch (answer.why) {
        case 'answer':
        case 'offer':
          return 'This is the code that the device is to read. Paste the answer that the device shows.';
        case 'expired':
          return 'The code to which this is the answer has expired. Make another code.';
        case 'used':
          return 'This answer was read already. Each code is for one device: make another code for another one.';
        case 'unknown':
          return 'This answer is to a code that this page did not make, or has closed. Make another code.';
        case 'too-many':
          return 'No more devices can join.';
        default:
          return CODE_PROBLEMS[answer.why];
      }
  }
}

function lossWords(kind: 'unreachable' | 'broken' | 'refused'): string {
  switch (kind) {
    case 'unreachable':
      return 'These two devices see no address of each other. On one Wi-Fi with isolation off, or with a TURN server, they would.';
    case 'broken':
      return 'The connection was closed.';
    case 'refused':
      return 'The browser cannot use this code.';
  }
}

export function deviceWords({ number, machine, line }: DeviceState): string {
  const seat = machine === undefined ? 'has no machine: every seat is taken' : `machine ${machine}`;
  return line === 'joined'
    ? `Device ${number}: ${seat}`
    : `Device ${number}: ${seat}, connection lost. A new code brings it back.`;
}

/** What goes on on the device, in one sentence. */
export function joiningWords(state: JoiningState): string {
  switch (state.kind) {
    case 'code-wanted':
      return state.refusal
        ? refusalWords(state.refusal, state.isLost)
        : 'Paste the code that the trial page shows, or scan it.';
    case 'reading':
      return 'Reading the code …';
    case 'answer':
      return 'Waiting for the trial page to read this answer.';
    case 'calling':
      return callWords(state);
    case 'joined':
      return 'This device has joined the trial. Keep this page open.';
  }
}

function callWords({
  server,
  isLost,
  isAnswered,
  problem,
}: Extract<JoiningState, { kind: 'calling' }>): string {
  if (problem) return problemWords(problem);
  const before = isLost ? 'The connection to the trial page is lost and is being opened again. ' : '';
  if (isAnswered) return `${before}Connecting to the trial page …`;
  switch (server.kind) {
    case 'connecting':
      return `${before}Connecting to the broker …`;
    case 'open':
      return `${before}Looking for the trial page over the broker …`;
    case 'lost':
    case 'closed':
      return `${before}No connection to the broker: ${server.reason ?? 'it was closed.'}`;
  }
}

function problemWords(problem: CallProblem): string {
  switch (problem.kind) {
    case 'bad-key':
      return 'The key in this link is missing or not whole. Copy the whole link again.';
    case 'no-broker':
      return problem.reason;
    case 'no-answer':
      return 'Nobody with the key of this link answers. The trial page is closed, or the link is of an earlier invitation: ask for a new one. This page keeps trying.';
    case 'full':
      return 'No more devices can join this trial.';
    case 'connection':
      return `${lossWords(problem.loss.kind)} This page keeps trying.`;
  }
}

/** How the invitation is; empty where there is none. */
export function invitationWords(state: InvitationState): string {
  if (state.kind === 'none') return '';
  if (state.kind === 'failed') return state.reason;
  const { server, forged } = state;
  const foreign =
    forged > 0 ? ` ${counted(forged, 'message')} came that this key did not seal, and did not count.` : '';
  switch (server.kind) {
    case 'connecting':
      return 'Connecting to the broker …';
    case 'open':
      return `Connected to the broker: devices can join.${foreign}`;
    case 'lost':
    case 'closed':
      return `No connection to the broker: ${server.reason ?? 'it was closed.'}${foreign}`;
  }
}

function refusalWords(refusal: JoinRefusal, isLost: boolean): string {
  if (refusal.kind === 'code') {
    switch (refusal.why) {
      case 'other-room':
        return 'This code is of another room. Open its link instead.';
      case 'answer':
      case 'offer':
        return 'This is an answer. Paste the code that the trial page shows.';
      case 'expired':
        return 'This code has expired. Make another one on the trial page.';
      default:
        return CODE_PROBLEMS[refusal.why];
    }
  }
  if (refusal.kind === 'left') return `The trial page ended the connection. ${LOST_BUT_KEPT}`;
  return isLost
    ? `The connection to the trial page is lost. ${LOST_BUT_KEPT}`
    : `${lossWords(refusal.loss.kind)} Make another code on the trial page to try again.`;
}

const LOST_BUT_KEPT = 'Make a new code there: this device then continues with its machine.';

/** Beside the field, what is wrong with one of the servers. */
export function iceServerProblem({ kind, text }: IceServerProblem): string {
  switch (kind) {
    case 'not-a-server':
      return `“${text}” is not a server: write stun:host:port or turn:name:password@host:port.`;
    case 'no-host':
      return `“${text}” has no host.`;
    case 'bad-port':
      return `The port of “${text}” is not between 1 and 65535.`;
    case 'no-password':
      return `“${text}” needs a name and a password: turn:name:password@host.`;
    case 'password-for-stun':
      return `“${text}” is a STUN server, which takes no name and password.`;
    case 'too-many':
      return `There are too many servers, from “${text}” on.`;
  }
}
