/** What a framework's code says, in words for who mends it. The codes are those of React 18 and 19, and of Angular. */
const REACT: Readonly<Record<number, string>> = {
  31: 'An object was rendered as if it were text. Render one of its fields instead.',
  130: 'A component that is rendered is undefined: mostly a wrong or a circular import.',
  152: 'A component returned nothing at all. It has to return null, or something to show.',
  185: 'A component sets its state on every rendering, without end.',
  200: 'The element into which the page should be rendered does not exist.',
  299: 'The element into which the page should be rendered does not exist.',
  300: 'A component called fewer hooks than at its last rendering: a return stands before a hook.',
  301: 'A component sets its state while it renders, without end.',
  310: 'A component called more hooks than at its last rendering: a hook stands behind a condition.',
  321: 'A hook was called outside of a component, or two copies of React are loaded.',
  418: 'The page that the server sent was not what the browser rendered, so React threw the server’s page away and rendered anew.',
  419: 'The server could not finish a part of the page, and the browser rendered it instead.',
  421: 'A part of the page was updated before it had come to life, and was rendered anew in the browser.',
  422: 'Something went wrong while a part of the server’s page came to life, and it was rendered anew in the browser.',
  423: 'Something went wrong while the server’s page came to life, and all of it was rendered anew in the browser.',
  425: 'A text of the server’s page was another one in the browser: a date, a number, or something random.',
  426: 'A part of the page waited for data because of a click or a key, and its place showed the loading state instead.',
  482: 'A component waits for data that is asked for anew at each rendering, so it never comes.',
  520: 'Something went wrong while the page was rendered, and rendering it again at once helped.',
};

const ANGULAR: Readonly<Record<string, string>> = {
  100: 'A value was changed after it had been shown, within one round of change detection.',
  200: 'Two services need each other, so neither can be made.',
  201: 'A service is asked for that nobody provides.',
  300: 'Two components answer to the same element.',
  303: 'An element has a property that no component knows.',
  500: 'The page that the server sent was not what the browser rendered.',
  501: 'An element of the server’s page is missing in the browser.',
  502: 'An element of the server’s page could not be found in the browser.',
};

const WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /hydrat(?:ion|ing)|did not match\. Server|server(?:-| )rendered (?:HTML|content|markup)/i,
    'The page that the server sent was not what the browser rendered: a date, something random, or markup that browsers repair.',
  ],
  [
    /loading (?:css )?chunk \S+ failed|failed to fetch dynamically imported module|importing a module script failed|error loading dynamically imported module/i,
    'A part of the page’s code could not be loaded: mostly an old page that asks for files of a release that is gone.',
  ],
  [
    /unexpected token '?<'?|<!doctype/i,
    'Something that should have been code or JSON was a page: mostly an error page, or the start page in place of a missing file.',
  ],
  [/maximum call stack|too much recursion/i, 'A function calls itself without end.'],
  [/quotaexceeded|quota has been exceeded/i, 'The browser has no room left for what the page wants to keep.'],
];

/** What an error means, where its message is a code or a riddle; '' where it speaks for itself. */
export function explainError(message: string): string {
  const react = /Minified React error #(\d{1,4})/.exec(message)?.[1];
  if (react) return REACT[Number(react)] ?? `React says only a number (${react}): the build leaves its words out.`;
  const angular = /\bNG0?(\d{3,4})\b/.exec(message)?.[1];
  if (angular && ANGULAR[angular]) return ANGULAR[angular];
  return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? '';
}
