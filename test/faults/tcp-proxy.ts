import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What a network does between two ends. All at once, and changed while connections are open. */
export interface Weather {
  /** Milliseconds by which answers are late. */
  delayMs: number;
  /** Nothing passes, and nobody is told: packets are lost. */
  partition: boolean;
  /** Share of answers (0..1) that are cut off before their first byte: what was asked has been done. */
  losesAnswers: number;
  /** Share of requests (0..1) whose connection is reset in the middle. */
  cutsRequests: number;
}

const FAIR: Weather = { delayMs: 0, partition: false, losesAnswers: 0, cutsRequests: 0 };

/** A TCP proxy before a server, with weather. */
export class TcpProxy {
  readonly #server: Server;
  readonly #target: URL;
  readonly #sockets: Set<Socket> = new Set();
  weather: Weather = { ...FAIR };

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((near) => this.#join(near));
  }

  static async start(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The target's address with the proxy's port. */
  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Fair weather again; connections that lost something are reset, as when both ends notice. */
  heal(): void {
    this.weather = { ...FAIR };
    this.cut();
  }

  /** Resets all open connections. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    const both = [near, far];
    for (const socket of both) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    const reset = () => {
      for (const socket of both) socket.resetAndDestroy();
    };
    near.on('data', (bytes) => {
      if (this.weather.partition) return;
      const cut = Math.random() < this.weather.cutsRequests;
      far.write(cut ? bytes.subarray(0, bytes.length >> 1) : bytes);
      if (cut) setTimeout(reset, 5);
    });
    far.on('data', (bytes) => {
      if (this.weather.partition) return;
      if (Math.random() < this.weather.losesAnswers) return reset();
      if (this.weather.delayMs === 0) near.write(bytes);
      else setTimeout(() => near.writable && near.write(bytes), this.weather.delayMs);
    });
  }
}
