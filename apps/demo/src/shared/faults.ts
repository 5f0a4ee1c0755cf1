/** The faults one can switch on, in the words of the playground bar. */

export type FaultId = 'dead-button' | 'throwing-button' | 'slow-request' | 'failing-request' | 'validation-loop';

export interface Fault {
  readonly id: FaultId;
  readonly title: string;
  /** What breaks, in one line. */
  readonly breaks: string;
  /** The signals it should raise: the first by one click, the others when one goes on. */
  readonly signals: readonly string[];
  /** Where to try it. */
  readonly tryAt: { readonly path: string; readonly label: string };
}

export const faults: readonly Fault[] = [
  {
    id: 'dead-button',
    title: 'Dead buttons',
    breaks: '“Apply voucher”, “Add to cart” and “Pay now” do nothing at all.',
    signals: ['dead-click', 'rage-click'],
    tryAt: { path: '/#voucher', label: 'Apply voucher' },
  },
  {
    id: 'throwing-button',
    title: 'Throwing buttons',
    breaks: '“Compare” throws a TypeError; “Save for later” leaves a promise rejected.',
    signals: ['error-click', 'js-error'],
    tryAt: { path: '/tea/harbour-fog#try', label: 'Compare' },
  },
  {
    id: 'slow-request',
    title: 'Slow requests',
    breaks: 'The shop’s answers take six seconds, and nothing says that they are on their way.',
    signals: ['slow-response'],
    tryAt: { path: '/tea/harbour-fog#try', label: 'Check stock' },
  },
  {
    id: 'failing-request',
    title: 'Failing requests',
    breaks: 'The shop answers 502. The first failure is swallowed; from the second on the page admits it.',
    signals: ['failed-request', 'error-click', 'error-message'],
    tryAt: { path: '/tea/harbour-fog#try', label: 'Check stock' },
  },
  {
    id: 'validation-loop',
    title: 'Validation that never ends',
    breaks: 'The checkout refuses every card number, whatever is typed.',
    signals: ['error-message', 'form-abandonment'],
    tryAt: { path: '/checkout#place-order', label: 'Place order' },
  },
];

/** The known faults named in a comma-separated list, in the catalogue's order. */
export function parseFaults(list: string): FaultId[] {
  const wanted = new Set(list.split(',').map((name) => name.trim()));
  return faults.filter((fault) => wanted.has(fault.id)).map((fault) => fault.id);
}
