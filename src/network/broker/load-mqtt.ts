// The library that speaks MQTT, loaded when it is first needed: it is as large as the rest of the first page.
import type { ConnectMqtt } from './broker-client.ts';

/** It has its functions in one object in browsers, and by themselves as well in Node. */
export async function loadMqtt(): Promise<ConnectMqtt> {
  const { default: mqtt } = await import('mqtt');
  return (url, options) => mqtt.connect(url, options);
}
