import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

class Machine {
  readonly parts = 2;
  add(one: number, two = 0): number {
    if (one < 0) throw new RangeError('negative');
    return one + two + this.parts;
  }
}

type Adder = Record<'add', (...args: number[]) => number>;

/** A machine whose `add` is wrapped, what the wrapper saw, and its undoing. */
function wrapped(machine: object = new Machine()): { machine: Adder; seen: unknown[][]; undo: () => void } {
  const seen: unknown[][] = [];
  const adder = machine as Adder;
  const undo = wrap(adder, 'add', (call, self, args) => {
    seen.push([self, ...args]);
    return call();
  });
  return { machine: adder, seen, undo };
}

test('passes this, arguments, result and error through as they are', () => {
  const { machine, seen } = wrapped();
  expect(machine.add(1, 2)).toBe(5);
  expect(() => machine.add(-1)).toThrow(new RangeError('negative'));
  expect(seen).toEqual([
    [machine, 1, 2],
    [machine, -1],
  ]);
});

test('looks like what it wraps', () => {
  const { machine } = wrapped();
  expect([machine.add.name, machine.add.length, Object.keys(machine.add)]).toEqual(['add', 1, []]);
  expect(Object.assign(Machine.prototype.add, { polyfill: true })).toBe(Machine.prototype.add);
  expect(machine.add).toHaveProperty('polyfill', true);
  expect(() => new (machine.add as unknown as new () => object)()).toThrow(TypeError);
});

test('gives back an inherited method as inherited and an own one as its own', () => {
  const inherited = wrapped();
  inherited.undo();
  inherited.undo();
  expect(Object.hasOwn(inherited.machine, 'add')).toBe(false);
  expect(inherited.machine.add).toBe(Machine.prototype.add);
  const add = (): number => 7;
  const own = wrapped({ add });
  own.undo();
  expect(own.machine.add).toBe(add);
});

test('stays inside a later wrapper, silent', () => {
  const { machine, seen, undo } = wrapped();
  const ours = machine.add;
  const theirs = (...args: number[]): number => ours.apply(machine, args) * 10;
  machine.add = theirs;
  undo();
  expect(machine.add).toBe(theirs);
  expect(machine.add(1)).toBe(30);
  expect(seen).toEqual([]);
});

test.each([
  ['frozen', Object.freeze({ add: () => 7 })],
  ['read-only', Object.defineProperty({}, 'add', { value: () => 7, writable: false })],
])('leaves what is %s alone', (_, machine) => {
  const { machine: same, seen, undo } = wrapped(machine);
  expect(same.add()).toBe(7);
  undo();
  expect([same.add(), seen]).toEqual([7, []]);
});

test('leaves alone what is missing', () => {
  const { machine, undo } = wrapped({});
  undo();
  expect(machine).toEqual({});
});
