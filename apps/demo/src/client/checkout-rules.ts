/** What a checkout field must hold. Pure, so that it can be read and tested without a page. */

type Rule = readonly [test: (value: string) => boolean, problem: string];

const rules: Readonly<Record<string, Rule>> = {
  name: [(value) => value.trim().length > 1, 'Please tell us whom the parcel is for.'],
  email: [(value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()), 'Please enter an e-mail address.'],
  address: [(value) => value.trim().length > 3, 'Please enter street and number.'],
  postcode: [(value) => /^[\w -]{3,10}$/.test(value.trim()), 'Please enter a postcode.'],
  card: [(value) => /^\d{13,19}$/.test(value.replace(/[ -]/g, '')), 'Please enter a valid card number.'],
  expiry: [(value) => /^(0[1-9]|1[0-2])\s*\/\s*\d{2}$/.test(value.trim()), 'Please enter month and year as MM/YY.'],
  cvc: [(value) => /^\d{3,4}$/.test(value.trim()), 'Please enter the three digits on the back.'],
  password: [(value) => value === '' || value.length >= 8, 'Please use at least eight characters.'],
};

/** The fields that are checked, in the order of the form. */
export const checkedFields: readonly string[] = Object.keys(rules);

/** What is wrong with a value, or undefined. `refuseCards` is the fault `validation-loop`. */
export function problemWith(field: string, value: string, refuseCards: boolean): string | undefined {
  const rule = rules[field];
  if (!rule) return undefined;
  return (refuseCards && field === 'card') || !rule[0](value) ? rule[1] : undefined;
}
