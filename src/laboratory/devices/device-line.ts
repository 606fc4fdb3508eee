// A far device's end of its line to the trial's page: for the machine's page here, the channels of the room, whichever connection
// carries them. A new line is begun where the other end knows the one before no more; what is open is opened anew then.
import { isOfKind } from '../../network/of-kind.ts';
import type { OpenSievedChannel } from '../../network/broadcast/sieved-channel.ts';
import type { IceServers } from '../../network/ice-servers.ts';
import { Line, type Carried, type LineCarrier } from '../../network/line/line.ts';
import type { OpenPairChannel } from '../../network/pair-channel.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { readLineText, toDeviceSchema, type FromDevice } from './line-messages.ts';

export interface DeviceLineOptions {
  readonly room: string;
  /** The same for each page of this browser. */
  readonly device: string;
  /** The same for each page that follows another in one tab. */
  readonly tab: string;
  readonly page: string;
  readonly scheduler: Scheduler;
  /** The trial's page has taken this one in. */
  readonly onJoined: () => void;
  /** Nothing carries the line now: it waits for another carrier. */
  readonly onLost: (reason: string) => void;
  /** The trial's page is gone, or turned this device away. */
  readonly onLeft: (reason: string) => void;
}

export class DeviceLine {
  readonly #options: DeviceLineOptions;
  /** By number. Bound: what the machine's page here opens. */
  readonly #channels = new Map<number, { readonly name: string; readonly onData: (data: unknown) => void }>();
  #line: Line | undefined;
  #carried: Carried | undefined;
  #lastChannel = 0;
  #isWelcome = false;
  #servers: IceServers = [];
  #isClosed = false;

  constructor(options: DeviceLineOptions) {
    this.#options = options;
  }

  /** Those that the trial's page names. */
  get servers(): IceServers {
    return this.#servers;
  }

  readonly openChannel: OpenPairChannel = (name, onData) => {
    const channel = ++this.#lastChannel;
    this.#channels.set(channel, { name, onData });
    this.#tell({ kind: 'open', channel, name });
    return {
      post: data => {
        if (this.#channels.has(channel)) this.#tell({ kind: 'post', channel, data });
      },
      close: () => {
        if (this.#channels.delete(channel)) this.#tell({ kind: 'close', channel });
      },
    };
  };

  readonly openSievedChannel: OpenSievedChannel = ({ name, kinds, onData, onDropped }) => {
    const known = new Set<unknown>(kinds);
    return this.openChannel(name, data => {
      if (isOfKind(data, known)) onData(data);
      else onDropped(1);
    });
  };

  /** A fresh connection to the trial's page: the line goes on over it. */
  attach(carrier: LineCarrier): void {
    this.#line ??= this.#begin();
    this.#carried = this.#line.attach(carrier);
  }

  /** What came over the last carrier. */
  hear(frame: unknown): void {
    this.#carried?.hear(frame);
  }

  lose(reason: string): void {
    this.#carried?.lost(reason);
  }

  /** The page goes. */
  close(): void {
    this.#isClosed = true;
    this.#line?.close('The page was closed.');
  }

  #begin(): Line {
    const { scheduler, device, tab, page } = this.#options;
    this.#isWelcome = false;
    const line: Line = new Line({
      scheduler,
      onText: text => this.#take(text),
      onCarried: () => {
        if (this.#isWelcome) this.#options.onJoined();
      },
      onLost: reason => this.#options.onLost(reason),
      onEnded: end => {
        if (line !== this.#line || this.#isClosed) return;
        this.#line = undefined;
        const carrier = end.kind === 'unknown' || end.kind === 'another' ? line.release() : undefined;
        if (carrier) this.attach(carrier);
        else if (end.kind === 'goodbye') this.#options.onLeft(end.reason);
        else this.#options.onLost(end.kind);
      },
    });
    this.#line = line;
    this.#tell({ kind: 'join', device, tab, page });
    for (const [channel, { name }] of this.#channels) this.#tell({ kind: 'open', channel, name });
    return line;
  }

  #take(text: string): void {
    const message = readLineText(toDeviceSchema, text);
    if (!message) return;
    if (message.kind === 'post') {
      this.#channels.get(message.channel)?.onData(message.data);
      return;
    }
    this.#servers = message.servers;
    this.#isWelcome = true;
    this.#options.onJoined();
  }

  /** Before there is a line, nobody listens. */
  #tell(message: FromDevice): void {
    this.#line?.send(JSON.stringify(message));
  }
}
