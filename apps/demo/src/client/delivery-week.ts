import { button, part, say } from './part.ts';

/** How many weeks ahead a parcel may be wished for. */
const weeksMax = 26;
const dayMs = 86_400_000;

/** The delivery week: arrows walk from week to week, a day can be picked and unpicked. */
export function mountDeliveryWeek(root: ParentNode): void {
  const label = part(root, 'week-label', HTMLElement);
  const days = part(root, 'week-days', HTMLElement);
  const [before, after] = [button(root, 'week-prev'), button(root, 'week-next')];
  if (!label || !days || !before || !after) return;
  let week = 1;
  const show = () => {
    const monday = mondayIn(week);
    say(label, `${dayMonth(monday)} to ${dayMonth(new Date(monday.getTime() + 5 * dayMs))}`);
    days.replaceChildren(...[0, 1, 2, 3, 4, 5].map((index) => dayButton(monday, index)));
    before.disabled = week <= 1;
    after.disabled = week >= weeksMax;
  };
  const walk = (by: number) => () => {
    week += by;
    show();
  };
  before.addEventListener('click', walk(-1));
  after.addEventListener('click', walk(1));
  show();
}

function dayButton(monday: Date, index: number): HTMLButtonElement {
  const day = document.createElement('button');
  day.type = 'button';
  day.dataset.testid = `week-day-${index + 1}`;
  day.textContent = new Date(monday.getTime() + index * dayMs).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  day.setAttribute('aria-pressed', 'false');
  day.addEventListener('click', () => {
    const picked = day.getAttribute('aria-pressed') === 'true';
    for (const other of day.parentElement?.children ?? []) other.setAttribute('aria-pressed', 'false');
    day.setAttribute('aria-pressed', String(!picked));
  });
  return day;
}

function mondayIn(weeks: number): Date {
  const today = new Date();
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const sinceMonday = (today.getDay() + 6) % 7;
  return new Date(midnight - sinceMonday * dayMs + weeks * 7 * dayMs);
}

function dayMonth(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
