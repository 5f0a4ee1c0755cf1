/** Whether the long part of the fault suite runs too: `npm run test:faults`, and not `npm test`. */
export const LONG: boolean = process.env.FALTER_FAULTS === 'long';
