import type { AppendFile, Disk } from './disk.ts';

interface Node {
  bytes: Buffer;
  /** So many of them survive a power cut for sure. */
  synced: number;
}

type Operation = 'append' | 'sync' | 'create' | 'rename' | 'remove' | 'syncNames' | 'truncate';

/**
 * A disk that loses power: what was not synced may be there afterwards, in part, or not; names that were not synced may be the old or
 * the new ones. `failing` makes an operation fail, an append after it wrote half.
 */
export class ModelDisk implements Disk {
  readonly #files: Map<string, Node>;
  #syncedNames: Map<string, Node>;
  failing: (operation: Operation, name: string) => string | undefined = () => undefined;
  free = 1e12;
  syncMs = 0;
  /** Operations so far, for tests that break off at each of them. */
  operations = 0;

  constructor(files: Map<string, Node> = new Map()) {
    this.#files = new Map(files);
    this.#syncedNames = new Map(files);
  }

  /** The disk as a machine finds it that was switched off now. `chance` decides, 0..1. */
  powerCut(chance: () => number = Math.random): ModelDisk {
    const left = new Map<string, Node>();
    for (const name of new Set([...this.#files.keys(), ...this.#syncedNames.keys()])) {
      const node = (chance() < 0.5 ? this.#files : this.#syncedNames).get(name);
      if (!node) continue;
      const size = node.synced + Math.floor(chance() * (node.bytes.length - node.synced + 1));
      left.set(name, { bytes: Buffer.from(node.bytes.subarray(0, size)), synced: size });
    }
    return new ModelDisk(left);
  }

  /** The disk as the next process finds it when this one was killed: the kernel has all. */
  killed(): ModelDisk {
    const copy = [...this.#files].map(
      ([name, { bytes }]) => [name, { bytes: Buffer.from(bytes), synced: bytes.length }] as const,
    );
    return new ModelDisk(new Map(copy));
  }

  flip(name: string, at: number): void {
    const { bytes } = this.#node(name);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  }

  async names(): Promise<string[]> {
    return [...this.#files.keys()];
  }

  async size(name: string): Promise<number> {
    return this.#node(name).bytes.length;
  }

  async read(name: string, from: number, length: number): Promise<Buffer> {
    return Buffer.from(this.#node(name).bytes.subarray(from, from + length));
  }

  async create(name: string): Promise<AppendFile> {
    this.#try('create', name);
    if (this.#files.has(name)) throw Object.assign(new Error(`${name} is there`), { code: 'EEXIST' });
    const node = { bytes: Buffer.alloc(0), synced: 0 };
    this.#files.set(name, node);
    return {
      append: async (bytes) => {
        const half = bytes.subarray(0, bytes.length >> 1);
        if (this.failing('append', name)) node.bytes = Buffer.concat([node.bytes, half]);
        this.#try('append', name);
        node.bytes = Buffer.concat([node.bytes, bytes]);
      },
      sync: async () => {
        this.#try('sync', name);
        if (this.syncMs > 0) await new Promise((resolve) => setTimeout(resolve, this.syncMs));
        node.synced = node.bytes.length;
      },
      truncate: async (size) => {
        this.#try('truncate', name);
        node.bytes = node.bytes.subarray(0, size);
        node.synced = Math.min(node.synced, size);
      },
      close: async () => {},
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#try('rename', from);
    this.#files.set(to, this.#node(from));
    this.#files.delete(from);
  }

  async remove(name: string): Promise<void> {
    this.#try('remove', name);
    this.#files.delete(name);
  }

  async syncNames(): Promise<void> {
    this.#try('syncNames', '');
    this.#syncedNames = new Map(this.#files);
  }

  async freeBytes(): Promise<number> {
    return this.free;
  }

  #try(operation: Operation, name: string): void {
    this.operations++;
    const code = this.failing(operation, name);
    if (code) throw Object.assign(new Error(code), { code });
  }

  #node(name: string): Node {
    const node = this.#files.get(name);
    if (!node) throw Object.assign(new Error(`no ${name}`), { code: 'ENOENT' });
    return node;
  }
}
