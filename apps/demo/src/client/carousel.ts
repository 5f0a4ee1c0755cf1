import { button, part } from './part.ts';

/** Pictures one after the other, round and round: every click on an arrow shows another one. */
export function mountCarousel(root: ParentNode): void {
  const label = part(root, 'carousel-label', HTMLElement);
  const slides = [...root.querySelectorAll<HTMLElement>('.slide')];
  if (!label || slides.length === 0) return;
  let shown = 0;
  const turn = (by: number) => () => {
    shown = (shown + by + slides.length) % slides.length;
    for (const [index, slide] of slides.entries()) slide.hidden = index !== shown;
    label.textContent = `${slides[shown]?.dataset.caption}, ${shown + 1} of ${slides.length}`;
  };
  button(root, 'carousel-prev')?.addEventListener('click', turn(-1));
  button(root, 'carousel-next')?.addEventListener('click', turn(1));
}
