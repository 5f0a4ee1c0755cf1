import { button, part, say } from './part.ts';

/** The gift card: strokes go onto a canvas, so no element changes while one draws. */
export function mountScribble(root: ParentNode): void {
  const canvas = part(root, 'card-canvas', HTMLCanvasElement);
  const ink = canvas?.getContext('2d');
  if (!canvas || !ink) return;
  Object.assign(ink, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#12303a' });
  const at = (event: PointerEvent): [number, number] => {
    const scale = canvas.width / canvas.clientWidth;
    return [event.offsetX * scale, event.offsetY * scale];
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    ink.beginPath();
    ink.moveTo(...at(event));
    // A dot, so that a single tap leaves a mark.
    ink.lineTo(...at(event));
    ink.stroke();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    ink.lineTo(...at(event));
    ink.stroke();
  });
  button(root, 'card-clear')?.addEventListener('click', () => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    say(part(root, 'card-status', HTMLElement), 'A clean card.');
  });
}
