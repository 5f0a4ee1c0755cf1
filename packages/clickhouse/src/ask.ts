import { request } from 'node:http';

/** Where an engine answers and who may ask. Travels to the child as JSON. */
export interface Door {
  port: number;
  username: string;
  password: string;
}

/**
 * Sends one statement and returns the text of the answer. One connection a call: nothing stays open that
 * would delay a stop or hold the port.
 *
 * @throws Error when nothing answers within `timeoutMs` or the status is not 200 (message: the answer).
 */
export function ask(door: Door, sql: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: door.port,
        method: 'POST',
        auth: `${door.username}:${door.password}`,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          text += piece;
        });
        answer.on('error', reject);
        answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sql);
  });
}
