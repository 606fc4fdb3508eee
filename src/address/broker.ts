// How the links of a live run go as a person chooses it, and the address of a message broker: one, or those of a cluster, of which any
// serves.
import { LINK_CHOICES } from '../engine/settings.ts';
import { FIELD_LABELS } from '../words/fields.ts';
import { LINK_CHOICE_NAMES } from '../words/forms.ts';
import { brokerProblem, tooManyBrokers } from '../words/problems.ts';
import { choiceField, problem, textField, value } from './fields.ts';

export const BROKERS_MAX = 8;
const ADDRESS_LENGTH_MAX = 200;

export const LINK_FIELD = choiceField(
  'link',
  'auto',
  FIELD_LABELS.link,
  LINK_CHOICES.map(link => ({ value: link, ...LINK_CHOICE_NAMES[link] })),
  'stacked',
);

/** Empty: none is named, and none is contacted. */
export const BROKER_FIELD = textField<readonly string[]>(
  '',
  text => {
    const addresses = brokersIn(text);
    if (addresses.length > BROKERS_MAX) return problem(tooManyBrokers(BROKERS_MAX));
    const wrong = addresses.find(each => !isBrokerAddress(each));
    return wrong === undefined ? value(addresses) : problem(brokerProblem(wrong));
  },
  { label: FIELD_LABELS.broker, wide: true },
);

/** As they are written: with spaces, commas or semicolons between them. */
export function brokersIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter(each => each !== '');
}

export function isBrokerAddress(text: string): boolean {
  if (text.length > ADDRESS_LENGTH_MAX || !URL.canParse(text)) return false;
  const { protocol, hostname, hash } = new URL(text);
  return (protocol === 'ws:' || protocol === 'wss:') && hostname !== '' && hash === '';
}
