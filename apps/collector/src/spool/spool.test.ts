import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../batch-fixture.ts';
import { ModelDisk } from './disk-fixture.ts';
import type { SpoolRecord } from './record.ts';
import { nameOf } from './segment.ts';
import { Spool } from './spool.ts';

const record = (seq: number, lines = `{"n":${seq}}`): SpoolRecord => ({
  batch: { ...batchOf('s', seq, 1_800_000_000_000), lines },
});

/** What waits, in order, taken out; 'damage' in the place of what is no record. */
async function drain(spool: Spool, atMost = Number.POSITIVE_INFINITY): Promise<(number | 'damage')[]> {
  const seen: (number | 'damage')[] = [];
  while (seen.length < atMost) {
    const [next] = await spool.peek();
    if (!next) break;
    seen.push(next.kind === 'record' ? next.record.batch.seq : 'damage');
    spool.advance(next.end, next.kind === 'record' ? 1 : 0);
  }
  return seen;
}

describe('a spool', () => {
  it('gives back what was put in, byte for byte and in order, also to the next process', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    const texts = ['', '{"a":"ü😀"}\n{"b":1}', 'x'.repeat(300_000)];
    await spool.append(texts.map((lines, n) => record(n, lines)));
    for (const open of [spool, await Spool.open(disk.killed())]) {
      const found = await open.peek();
      expect(found.map((next) => (next.kind === 'record' ? next.record : next.kind))).toEqual(
        texts.map((lines, n) => record(n, lines)),
      );
      expect(open.depth).toMatchObject({ records: 3, oldestAt: 1_800_000_000_000 });
    }
  });

  it('shares one fsync among all that come during another', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    let syncs = 0;
    disk.syncMs = 30;
    disk.failing = (operation) => {
      if (operation === 'sync') syncs++;
      return undefined;
    };
    await Promise.all(Array.from({ length: 100 }, (_, n) => spool.append([record(n)])));
    expect(syncs).toBeLessThan(20);
    expect((await drain(spool)).toSorted((a, b) => Number(a) - Number(b))).toHaveLength(100);
  });

  it('leaves nothing but the checkpoint on the disk once all is drained, and counts on', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk, { segmentBytes: 100 });
    for (const seq of [0, 1, 2]) await spool.append([record(seq)]);
    expect(await drain(spool)).toEqual([0, 1, 2]);
    expect(await disk.names()).toEqual(['checkpoint']);
    expect(spool.depth).toEqual({ records: 0, bytes: 0, oldestAt: undefined });
    await spool.append([record(3)]);
    expect(await drain(await Spool.open(disk.killed()))).toEqual([3]);
  });

  it('refuses what is over its cap or its share of the disk, keeps what it has, and takes more when there is room', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk, { capBytes: 2_500, segmentBytes: 1 });
    const taken: number[] = [];
    for (let seq = 0; seq < 20; seq++) {
      await spool.append([record(seq)]).then(
        () => taken.push(seq),
        (cause) => expect(cause).toMatchObject({ name: 'SpoolError', code: 'full' }),
      );
    }
    expect(taken.length).toBeGreaterThan(2);
    expect(taken.length).toBeLessThan(20);
    expect(await drain(spool)).toEqual(taken);
    await spool.append([record(20)]);
    expect(await drain(spool)).toEqual([20]);
    disk.free = 1_000;
    const small = await Spool.open(disk, { diskShare: 0.2 });
    await expect(small.append([record(21)])).rejects.toMatchObject({ code: 'full' });
  });

  it('F12 a disk that is full acknowledges nothing, and takes more when there is room', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    await spool.append([record(0)]);
    disk.failing = (operation) => (operation === 'append' ? 'ENOSPC' : undefined);
    await expect(spool.append([record(1)])).rejects.toMatchObject({ code: 'full' });
    disk.failing = () => undefined;
    await spool.append([record(2)]);
    for (const open of [await Spool.open(disk.killed()), spool]) expect(await drain(open)).toEqual([0, 2]);
  });

  it('F11 a full disk does not keep it from being drained', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk, { segmentBytes: 1 });
    for (const seq of [0, 1]) await spool.append([record(seq)]);
    disk.failing = (operation) => (operation === 'append' ? 'ENOSPC' : undefined);
    await spool.decide({
      ...{ records: 1, end: { segment: 1, offset: 1 }, blocks: [], duplicates: [], erased: [] },
      ...{ quarantined: [], firstSeenAt: {} },
    });
    expect(await drain(spool)).toEqual([0, 1]);
    expect((await disk.names()).filter((name) => name.endsWith('.spool'))).toEqual([]);
    disk.failing = () => undefined;
    expect(await drain(await Spool.open(disk.killed()))).toEqual([]);
  });

  it('F13 a failed fsync is the end of its segment: it is not asked again, and what follows goes elsewhere', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    await spool.append([record(0)]);
    let asked = 0;
    disk.failing = (operation, name) => {
      if (operation !== 'sync' || name !== nameOf(1)) return undefined;
      asked++;
      return 'EIO';
    };
    await expect(spool.append([record(1)])).rejects.toMatchObject({ code: 'failed' });
    await spool.append([record(2)]);
    expect(asked).toBe(1);
    expect(await drain(await Spool.open(disk.powerCut()))).toEqual([0, 2]);
  });

  it('F06 a crash between the end of a segment and its checkpoint, either way round, stops no start', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk, { segmentBytes: 1 });
    for (const seq of [0, 1]) await spool.append([record(seq)]);
    await drain(spool, 1);
    await spool.peek();
    const gone = disk.killed();
    await gone.remove(nameOf(1)).catch(() => {});
    await gone.remove(nameOf(2));
    expect(await drain(await Spool.open(gone))).toEqual([]);
    const noCheckpoint = disk.killed();
    await noCheckpoint.remove('checkpoint');
    const again = await Spool.open(noCheckpoint);
    expect(await drain(again)).toEqual([1]);
    const later = await Spool.open(gone);
    await later.append([record(7)]);
    expect(await drain(await Spool.open(gone.killed()))).toEqual([7]);
  });

  it('F06 F07 breaks off at each operation of a roll, for every size around the segment, and goes on', async () => {
    const cap = 2_000;
    for (const size of [0, 1, cap / 4, cap / 2, cap - 1, cap, cap + 1]) {
      for (let breakAt = 0; ; breakAt++) {
        const disk = new ModelDisk();
        const acknowledged: number[] = [];
        disk.failing = () => (disk.operations > breakAt ? 'EIO' : undefined);
        const spool = await Spool.open(disk, { segmentBytes: cap });
        for (let seq = 0; seq < 4; seq++) {
          await spool.append([record(seq, 'y'.repeat(size))]).then(
            () => acknowledged.push(seq),
            () => {},
          );
        }
        const broken = disk.operations > breakAt;
        const found = await drain(await Spool.open(disk.powerCut(() => 0)));
        expect(found.filter((seq) => seq !== 'damage')).toEqual(acknowledged);
        if (!broken) break;
      }
    }
  });

  it('F08 puts a damaged record aside and loses no other', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    for (const seq of [0, 1, 2]) await spool.append([record(seq)]);
    disk.flip(nameOf(1), Math.floor((await disk.size(nameOf(1))) / 2));
    expect(await drain(spool)).toEqual([0, 'damage', 2]);
    await spool.setAside(Buffer.from('rubbish'), { segment: 1, offset: 5 });
    expect((await disk.read('damaged-1-5', 0, 99)).toString()).toBe('rubbish');
  });

  it('F29 refuses to guess at a checkpoint that it cannot read, and drains from the beginning', async () => {
    const disk = new ModelDisk();
    const spool = await Spool.open(disk);
    for (const seq of [0, 1]) await spool.append([record(seq)]);
    for (const text of ['', '{', '{"at":null}', '[]', '{"at":{"segment":"x","offset":0}}']) {
      const copy = disk.killed();
      await copy.remove('checkpoint');
      await (await copy.create('checkpoint')).append(Buffer.from(text));
      expect(await drain(await Spool.open(copy)), text).toEqual([0, 1]);
    }
  });
});

describe('against an oracle', () => {
  const operation = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        sizes: fc.array(fc.nat(900), { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('drain' as const), count: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('power' as const),
        chances: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 9, maxLength: 9 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('fail' as const),
        code: fc.constantFrom('ENOSPC', 'EIO'),
        on: fc.constantFrom('append' as const, 'sync' as const, 'syncNames' as const, 'create' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('heal' as const) }) },
  );

  it('F05 whatever happens in whatever order: what was acknowledged is there, in order, until it is drained', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
        let disk = new ModelDisk();
        let spool = await Spool.open(disk, { segmentBytes: 600 });
        let seq = 0;
        /** Acknowledged and not drained; drained at any time; tried without an acknowledgement. */
        const waiting: number[] = [];
        const drained = new Set<number>();
        const tried = new Set<number>();
        const reopen = async (next: ModelDisk) => {
          disk = next;
          spool = await Spool.open(disk, { segmentBytes: 600 });
        };
        const take = async (count: number) => {
          for (const found of await drain(spool, count)) {
            if (found === 'damage') continue;
            if (waiting[0] === found) waiting.shift();
            // What is there beside it may come from before a crash, and was drained, or was never acknowledged.
            else expect(drained.has(found) || tried.has(found), `${found} of ${waiting}`).toBe(true);
            drained.add(found);
          }
        };
        for (const op of operations) {
          if (op.do === 'append') {
            const records = op.sizes.map((size) => record(seq++, 'z'.repeat(size)));
            const seqs = records.map(({ batch }) => batch.seq);
            await spool.append(records).then(
              () => waiting.push(...seqs),
              () => {
                for (const n of seqs) tried.add(n);
              },
            );
          } else if (op.do === 'drain') await take(op.count);
          else if (op.do === 'fail') disk.failing = (what) => (what === op.on ? op.code : undefined);
          else if (op.do === 'heal') disk.failing = () => undefined;
          else if (op.do === 'kill') await reopen(disk.killed());
          else {
            let n = 0;
            await reopen(disk.powerCut(() => op.chances[n++ % op.chances.length] ?? 0));
          }
        }
        disk.failing = () => undefined;
        await take(Number.POSITIVE_INFINITY);
        expect(waiting).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
