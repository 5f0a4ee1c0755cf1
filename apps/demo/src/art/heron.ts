/** The heron of the hero and of one tin: 190 x 300, standing, looking left. */
export function heron(ink: string, beak: string, wing: string): string {
  return `<g><path d="M108 218v78h-16M130 218v80h-16" stroke="${ink}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" fill="none"/>
    <path d="M52 41L-14 56l68 5Z" fill="${beak}"/>
    <path d="M70 40c20-2 36 6 50 24-18-10-32-14-50-12Z" fill="${ink}"/>
    <path d="M84 178c-28-24 24-44 16-78-5-18-30-24-30-46" stroke="${ink}" stroke-width="17" stroke-linecap="round" fill="none"/>
    <ellipse cx="64" cy="49" rx="20" ry="13" fill="${ink}"/>
    <path d="M74 160c24-22 62-8 84 24 14 20 20 36 34 54-38 6-82 8-106-12-22-18-26-52-12-66Z" fill="${ink}"/>
    <path d="M98 176c26-4 48 12 64 40-32 2-58-10-64-40Z" fill="${wing}"/><circle cx="58" cy="46" r="3" fill="#f2c14e"/></g>`;
}
