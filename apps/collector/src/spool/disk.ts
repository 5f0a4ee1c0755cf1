import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is written at its end only. Nothing is on the disk for sure before `sync` resolves. */
export interface AppendFile {
  append(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  /** Cuts off what is behind `size` bytes. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * One directory, and of the file system only what a spool needs. Small, so that a test can put a model in its place that loses
 * power: bytes that were not synced, and names that were not (`syncNames`).
 */
export interface Disk {
  names(): Promise<string[]>;
  size(name: string): Promise<number>;
  /** Fewer bytes than `length` where the file ends. */
  read(name: string, from: number, length: number): Promise<Buffer>;
  /** A new, empty file. @throws Error `EEXIST` when the name is taken */
  create(name: string): Promise<AppendFile>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Puts on the disk which names there are. */
  syncNames(): Promise<void>;
  freeBytes(): Promise<number>;
}

const FOR_OWNER = 0o600;

/** The real one. Creates the directory. */
export async function openDisk(directory: string): Promise<Disk> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(directory, name);
  return {
    names: () => readdir(directory),
    size: async (name) => (await stat(path(name))).size,
    read: (name, from, length) => withFile(path(name), (file) => readPart(file, from, length)),
    create: async (name) => appendTo(await open(path(name), EXCLUSIVE, FOR_OWNER)),
    rename: (from, to) => rename(path(from), path(to)),
    remove: (name) => rm(path(name), { force: true }),
    syncNames: () => withFile(directory, (file) => file.sync()),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },
  };
}

const EXCLUSIVE = constants.O_CREAT | constants.O_EXCL | constants.O_APPEND | constants.O_WRONLY;

function appendTo(file: FileHandle): AppendFile {
  return {
    append: async (bytes) => {
      for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
    },
    sync: () => file.datasync(),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  };
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** Writes a small file as a whole: after a power cut it is the old one or the new one. */
export async function writeWhole(disk: Disk, name: string, text: string): Promise<void> {
  const draft = `${name}.new`;
  await disk.remove(draft);
  const file = await disk.create(draft);
  try {
    await file.append(Buffer.from(text));
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(draft, name);
  await disk.syncNames();
}
