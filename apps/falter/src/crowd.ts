import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps a server open to who asks something while others only hold connections: over `most` of them, the one that has been idle for
 * longest is closed for each that comes. Where all are busy, the newest is turned away.
 */
export function holdCrowd(server: Server, most: number): void {
  /** Connections that wait for nothing, longest first. */
  const idle = new Set<Socket>();
  let open = 0;
  server.on('connection', (socket: Socket) => {
    open++;
    socket.on('close', () => {
      open--;
      idle.delete(socket);
    });
    if (open > most) {
      const [oldest = socket] = idle;
      idle.delete(oldest);
      oldest.destroy();
    }
    if (!socket.destroyed) idle.add(socket);
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.on('close', () => {
      if (!socket.destroyed) idle.add(socket);
    });
  });
}
