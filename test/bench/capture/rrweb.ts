import { record } from '@rrweb/record';

/** Plain rrweb as most sites run it that built their own recording: JSON every two seconds, a beacon at the end. */
const { endpoint = '' } = (document.currentScript as HTMLScriptElement).dataset;
let events: unknown[] = [];

function taken(): string {
  const text = JSON.stringify(events);
  events = [];
  return text;
}

setInterval(() => events.length > 0 && fetch(endpoint, { method: 'POST', body: taken() }), 2000);
addEventListener('pagehide', () => events.length > 0 && navigator.sendBeacon(endpoint, taken()));
record({ emit: (event) => events.push(event) });
