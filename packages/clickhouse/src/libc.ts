import { DataType, load, open } from 'ffi-rs';

open({ library: 'libc', path: process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6' });

const LOCK_EX_NB = 2 | 4;
const SHUT_RD = 0;

/** Takes an exclusive lock on an open file, or returns false at once. It holds until every copy of `fd` is closed. */
export function lockFile(fd: number): boolean {
  return call('flock', fd, LOCK_EX_NB) === 0;
}

/** Lets whoever reads from this socket see its end; what is being written still goes out. Other files are spared. */
export function endReading(fd: number): void {
  call('shutdown', fd, SHUT_RD);
}

function call(funcName: string, ...paramsValue: [number, number]): number {
  const paramsType = [DataType.I32, DataType.I32];
  return load({ library: 'libc', funcName, retType: DataType.I32, paramsType, paramsValue });
}
