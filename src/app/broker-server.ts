// The brokers that an invitation names, as a page reaches them: from a worker, which is fetched only then.
import type { OpenServer } from '../laboratory/devices/far-calling.ts';

export const openServer: OpenServer = async ([first = '', ...others]) => {
  const { openBrokerConnection } = await import('../network/broker/open-broker.ts');
  return openBrokerConnection({ urls: [first, ...others], where: 'worker' });
};
