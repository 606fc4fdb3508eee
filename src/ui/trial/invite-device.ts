// How a device comes to be a machine of the trial: the code that it reads, the answer that it shows, and the devices that have joined.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { writeMachineAddress } from '../../address/machine.ts';
import type { DeviceHostState, Invitation } from '../../laboratory/devices/device-host.ts';
import { readIceServers, writeIceServers, type IceServers } from '../../network/ice-servers.ts';
import {
  answerWords,
  deviceWords,
  iceServerProblem,
  invitationWords,
  INVITE_DEVICE,
  LOCAL_ADDRESS,
  offerWords,
} from '../../words/joining.ts';
import { CLOSE } from '../../words/frame.ts';
import '../parts/code-entry.ts';
import type { CodeReadEvent } from '../parts/code-read-event.ts';
import '../parts/code-text.ts';
import { DoorController } from '../parts/door-controller.ts';
import { InviteRequestEvent, type FieldChangeEvent } from '../parts/events.ts';
import '../parts/qr-code.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';

/** The trial's page as the host of devices, as this element knows it. */
export interface DeviceHosting {
  readonly room: string;
  readonly state: DeviceHostState;
  subscribe(listener: () => void): () => void;
  makeOffer(): void;
  takeAnswer(text: string): Promise<void>;
  /** The brokers as a person writes them. */
  invite(brokers: string): void;
  endInvitation(): void;
  useServers(servers: IceServers): void;
}

/** @fires invite-request - it is shown, and is to be hidden */
@customElement('invite-device')
export class InviteDevice extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    disclosure,
    css`
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      p {
        max-width: 72ch;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .said {
        margin-top: var(--space-2);
        color: var(--ink);
      }
      .said:empty {
        display: none;
      }
      code-text + p {
        margin-top: var(--space-2);
      }
      .problem {
        color: var(--problem);
      }
      .steps {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: var(--space-4) var(--space-6);
        margin-top: var(--space-3);
      }
      h3 {
        margin-bottom: var(--space-2);
        font-size: var(--size-note);
        font-weight: 650;
      }
      qr-code {
        margin-bottom: var(--space-3);
      }
      .way {
        margin-top: var(--space-4);
        padding-top: var(--space-3);
        border-top: 1px solid var(--hairline);
      }
      .make {
        margin-top: var(--space-3);
      }
      ul {
        margin-top: var(--space-3);
        font-size: var(--size-note);
        line-height: 1.6;
      }
      details {
        margin-top: var(--space-3);
      }
      text-field {
        max-width: 560px;
      }
    `,
  ];

  @property({ attribute: false }) hosting!: DeviceHosting;
  /** Of the site, without fragment: what a link to join begins with. */
  @property() site = '';
  @state() private serverProblem = '';
  @state() private servers: string | undefined;
  @state() private brokers = '';

  constructor() {
    super();
    new DoorController(this, () => this.hosting);
  }

  override render() {
    const { hosting } = this;
    const { offer, answer, devices, servers, invitation } = hosting.state;
    const isUnhappy = answer.kind === 'refused' || answer.kind === 'failed';
    return html`<section class="sheet" aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1">${INVITE_DEVICE.title}</h2>
        <button type="button" class="close" @click=${() => this.dispatchEvent(new InviteRequestEvent())}>
          ${CLOSE}
        </button>
      </header>
      <p>${INVITE_DEVICE.intro}</p>
      <h3 class="way">${INVITE_DEVICE.byCode}</h3>
      ${offer.kind === 'ready' ? this.#offer(offer.code, hosting) : nothing}
      <p class="said ${offer.kind === 'failed' ? 'problem' : ''}" role="status">
        ${offerWords(offer, Date.now())}
      </p>
      <p class="said ${isUnhappy ? 'problem' : ''}" role="status">${answerWords(answer)}</p>
      <button
        type="button"
        class="make"
        ?disabled=${offer.kind === 'making'}
        @click=${() => hosting.makeOffer()}
      >
        ${offer.kind === 'none' && devices.length === 0 ? INVITE_DEVICE.newCode : INVITE_DEVICE.anotherCode}
      </button>
      <h3 class="way">${INVITE_DEVICE.byLink}</h3>
      ${invitation.kind === 'open' ? this.#invitation(invitation.invitation, hosting) : this.#brokerField(hosting)}
      <p class="said ${invitation.kind === 'failed' ? 'problem' : ''}" role="status">
        ${invitationWords(invitation)}
      </p>
      ${
        devices.length === 0
          ? nothing
          : html`<ul aria-label=${INVITE_DEVICE.devices}>
              ${devices.map(device => html`<li>${deviceWords(device)}</li>`)}
            </ul>`
      }
      <details>
        <summary>${INVITE_DEVICE.settings}</summary>
        <text-field
          wide
          label=${INVITE_DEVICE.servers}
          .value=${this.servers ?? writeIceServers(servers)}
          .note=${INVITE_DEVICE.serversNote}
          .problem=${this.serverProblem}
          @field-change=${({ value }: FieldChangeEvent) => this.#useServers(value, hosting)}
        ></text-field>
      </details>
    </section>`;
  }

  #offer(code: string, hosting: DeviceHosting) {
    const query = writeMachineAddress({
      room: hosting.room,
      seat: undefined,
      place: 'tab',
      join: code,
    });
    const link = `${this.site}#/machine?${query}`;
    return html`<div class="steps">
      <div>
        <h3>${INVITE_DEVICE.offerTitle}</h3>
        <qr-code .text=${link} label=${INVITE_DEVICE.offerPicture}></qr-code>
        <code-text label=${INVITE_DEVICE.link} .text=${link} copy=${INVITE_DEVICE.copyLink}></code-text>
        ${isOfThisComputer(this.site) ? html`<p>${LOCAL_ADDRESS}</p>` : nothing}
      </div>
      <div>
        <h3>${INVITE_DEVICE.answerTitle}</h3>
        <code-entry
          label=${INVITE_DEVICE.answer}
          take=${INVITE_DEVICE.takeAnswer}
          @code-read=${({ text }: CodeReadEvent) => void hosting.takeAnswer(text)}
        ></code-entry>
      </div>
    </div>`;
  }

  #brokerField(hosting: DeviceHosting) {
    return html`<text-field
        wide
        label=${INVITE_DEVICE.broker}
        .value=${this.brokers}
        .note=${INVITE_DEVICE.brokerNote}
        @field-change=${({ value }: FieldChangeEvent) => {
          this.brokers = value;
        }}
      ></text-field>
      <button
        type="button"
        class="make"
        ?disabled=${this.brokers.trim() === ''}
        @click=${() => hosting.invite(this.brokers)}
      >
        ${INVITE_DEVICE.makeLink}
      </button>`;
  }

  #invitation({ brokers, key }: Invitation, hosting: DeviceHosting) {
    const query = writeMachineAddress({
      room: hosting.room,
      seat: undefined,
      place: 'tab',
      broker: brokers.join(','),
      key,
    });
    const link = `${this.site}#/machine?${query}`;
    return html`<p>${INVITE_DEVICE.invitationNote}</p>
      <div class="steps">
        <qr-code .text=${link} label=${INVITE_DEVICE.invitationPicture}></qr-code>
        <div>
          <code-text
            label=${INVITE_DEVICE.invitation}
            .text=${link}
            copy=${INVITE_DEVICE.copyLink}
          ></code-text>
          ${isOfThisComputer(this.site) ? html`<p>${LOCAL_ADDRESS}</p>` : nothing}
          <button type="button" class="make" @click=${() => hosting.endInvitation()}>
            ${INVITE_DEVICE.endInvitation}
          </button>
        </div>
      </div>`;
  }

  #useServers(text: string, hosting: DeviceHosting): void {
    this.servers = text;
    const read = readIceServers(text);
    this.serverProblem = read.kind === 'problem' ? iceServerProblem(read.problem) : '';
    if (read.kind === 'servers') hosting.useServers(read.servers);
  }
}

function isOfThisComputer(site: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(site);
}

declare global {
  interface HTMLElementTagNameMap {
    'invite-device': InviteDevice;
  }
}
