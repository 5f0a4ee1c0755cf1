/** What maskSensitive must find, and must leave alone. Both ends test their masks against it: the snippet and the collector. */
export interface SensitiveTextCases {
  /** In square brackets what goes: each character between them becomes `*`, all others stay. */
  masked: readonly string[];
  /** The same, but only where phone numbers are masked too; elsewhere it stays. */
  phones: readonly string[];
  /** Stays as it is, with phones and without: what real pages show that looks like a secret. */
  kept: readonly string[];
}

const CARDS = [
  '[4111111111111111]',
  'Card [4111 1111 1111 1111], thank you',
  '[4111-1111-1111-1111]',
  '[4111.1111.1111.1111]',
  '[4111\u00a01111\u00a01111\u00a01111]',
  '[4111\u202f1111\u202f1111\u202f1111]',
  '[4111 – 1111 – 1111 – 1111]',
  '[4111\u200b1111\u200b1111\u200b1111]',
  '[4111 1111 1111 1111] 12/28 123',
  'No 1 [4111 1111 1111 1111]',
  '2024 [4111 1111 1111 1111]',
  '[4222222222222]',
  '[3782 822463 10005]',
  '[378282246310005]',
  '[3056 930902 5904]',
  '[6011111111111117]',
  '[5555 5555 5555 4444] [4012 8888 8888 1881]',
  '[2223003122003222]',
  '[6304 0000 0000 0000 000]',
  '[4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1]',
  '[41 11 11 11 11 11 11 11]',
  'pan=[4111111111111111]&cvc=1',
  'x[4111111111111111]y',
  'بطاقة [٤١١١ ١١١١ ١١١١ ١١١١] ٢٠٢٦',
  '[۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱]',
  '[४१११ ११११ ११११ ११११]',
  '[๔๑๑๑-๑๑๑๑-๑๑๑๑-๑๑๑๑]',
  '[４１１１　１１１１　１１１１　１１１１]',
];

const ADDRESSES = [
  '[jane@shop.example]',
  'Write to [jane.doe+tag@mail.shop.example] today',
  'mailto:[jane@shop.example]?subject=Hi',
  '"Jane" <[jane@shop.example]>, <[joe@shop.example]>',
  'https://shop.example/people/[jane@shop.example]/orders',
  '[jane%40shop.example]',
  '[jane%2540shop%252Eexample]',
  '[почта@пример.рф]',
  '[jäne@bücher.example]',
  '[jane@xn--bcher-kva.example]',
  '[jane＠shop.example]',
  '[jane@shop。example]',
  '[o_brien-x%y@shop.co.uk]',
];

const KEYS = [
  'Bearer [eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1g]',
  '[sk_live_51HqLyjWDarjtT1zdp7dcabc]',
  '[sk_test_abcdefghijklmnop]',
  '[AKIAIOSFODNN7EXAMPLE]',
  '[ghp_abcdefghijklmnopqrstuvwxyzabcdefghij]',
  '[github_pat_11ABCDEFG0abcdefghijkl]',
  '[glpat-xxxxxxxxxxxxxxxxxxxx]',
  '[xoxb-123456789012-abcdefghijkl]',
  '[AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe]',
  '[sk-proj-abcdefghijklmnop]',
  'api_key=[wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY]',
  '[d41d8cd98f00b204e9800998ecf8427e]',
  'commit [da39a3ee5e6b4b0d3255bfef95601890afd80709]',
  '[q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEg==]',
  'token: [Ab3dE9fG2hJ4kL6mN8pQ]',
];

const PHONES = [
  '[+49 170 1234567]',
  'Call [+1 (555) 123-4567] now',
  '[+44 20 7946 0958]',
  '[+49 (0)30 123456]',
  '[+491701234567]',
  '[0049 170 1234567]',
  '[030 / 1234567]',
  '[(030) 1234567]',
  'Tel:[0170-1234567]',
  '[01 23 45 67 89]',
  '[01.23.45.67.89]',
  '[(555) 123-4567]',
  '[555-123-4567]',
  '[+٤٩ ١٧٠ ١٢٣٤٥٦٧]',
];

const KEPT = [
  '',
  'Nothing to see here',
  // Orders, products, prices.
  'Order 10034482',
  'Order #4500012345',
  'Order no. 2026-11-004482',
  'ISBN 978-3-16-148410-0',
  'EAN 4006381333931',
  'Article 555-1234',
  'XK-450-1234-77',
  'AB-555-123-4567',
  'SKU 0815',
  'AB12-CD34-EF56-GH78-IJ90',
  '1Z999AA10123456784',
  '€ 1.234.567,89',
  '$1,234,567.89',
  '1 234 567 890',
  '12 × 4 = 48',
  // Times.
  '2026-11-29 2026-11-30',
  '2026-11-29T18:08:57.123456Z',
  '05.11.2026 18:08',
  '01.02.2026 – 03.04.2026',
  '1763740800250',
  '1763740800250123',
  '2019 2020 2021 2022 2023',
  '18:08:57',
  // Machines.
  '550e8400-e29b-41d4-a716-446655440000',
  '/orders/6f1f0f5e-9d1c-4a53-8a57-6f0b7a3cf6a1/items',
  '192.168.100.123',
  '192.168.100.123 192.168.100.124',
  '10.0.0.1:4711',
  '2001:db8::8a2e:370:7334',
  '0.30000000000000004',
  '3.141592653589793',
  'Chrome/156.0.7234.12',
  'index-DfQ3x9aB.js',
  'logo@2x.png',
  'react@18.2.0',
  '@scope/package@1.0.0',
  '@someone',
  '3 @ $5.00',
  'root@localhost',
  '4111 1111 1111 1112',
  '**** **** **** 1111',
  '1234 5678 9012 3456',
  // Words.
  'how-to-choose-the-best-10-teas-for-2026-and-brew-them',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  'getElementsByClassNameAndTagName',
  'https://shop.example/de/Produkte/Sencha-2026/Bio-Qualitaet-100g',
  'SHIPPING_ADDRESS_LINE_2_IS_REQUIRED',
  'eyJournal',
  '________________________________',
  '請輸入您的電子郵件',
];

export const SENSITIVE_TEXT_CASES: SensitiveTextCases = {
  masked: [...CARDS, ...ADDRESSES, ...KEYS],
  phones: PHONES,
  kept: KEPT,
};
