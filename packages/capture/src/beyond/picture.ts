/** A canvas as it showed itself at one moment. */
export interface Picture {
  /** Differs where a pixel does. */
  hash: number;
  /** Nothing is drawn: every pixel is transparent. */
  isBlank: boolean;
  /** Its bytes: media type and base64; undefined where they would be too many. */
  encode(): Promise<Encoded | undefined>;
}

export interface Encoded {
  type: string;
  base64: string;
}

/** Pixels of a picture, at most: of a larger canvas a smaller picture is taken. */
const PIXELS_MAX = 400_000;

/** Characters of a picture, at most. */
export const PICTURE_MAX_CHARS = 128_000;

/** What is still to be read in a replay, at a third of what 0.9 weighs. */
const QUALITY = 0.6;

/** Seed and factor of FNV-1a. */
const SEED = 0x811c9dc5;
const FACTOR = 0x01000193;

/**
 * Looks at a canvas. Only pixels that came out of a copy are compared: the page's own contexts are never asked for anything.
 * @throws SecurityError where something of another origin was drawn.
 */
export function takePicture(canvas: HTMLCanvasElement): Picture | undefined {
  const scale = Math.min(1, Math.sqrt(PIXELS_MAX / (canvas.width * canvas.height)));
  const [width, height] = [Math.floor(canvas.width * scale), Math.floor(canvas.height * scale)];
  if (!(width > 0 && height > 0)) return undefined;
  const [copy, context] = surface(width, height);
  context.drawImage(canvas, 0, 0, width, height);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let hash = SEED;
  let seen = 0;
  for (const pixel of pixels) {
    hash = Math.imul(hash ^ pixel, FACTOR);
    seen |= pixel;
  }
  return {
    hash,
    isBlank: seen === 0,
    async encode() {
      const whole = await encoded(copy, context);
      if (whole.base64.length <= PICTURE_MAX_CHARS) return whole;
      const half = surface(Math.ceil(width / 2), Math.ceil(height / 2));
      half[1].drawImage(copy, 0, 0, half[0].width, half[0].height);
      const smaller = await encoded(...half);
      return smaller.base64.length <= PICTURE_MAX_CHARS ? smaller : undefined;
    },
  };
}

function surface(width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const copy = new OffscreenCanvas(width, height);
  // Read at once and more than once: it stays out of the graphics card.
  return [copy, copy.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D];
}

/** Browsers do this on a thread of their own: a worker of ours would need a place in every site's policy. */
async function encoded(copy: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D): Promise<Encoded> {
  let blob = await copy.convertToBlob({ type: 'image/webp', quality: QUALITY });
  if (blob.type !== 'image/webp') {
    // Safari writes no WebP, and JPEG has no transparency: what is behind becomes white instead of black.
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, copy.width, copy.height);
    blob = await copy.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  }
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
  return { type: blob.type, base64: url.slice(url.indexOf(',') + 1) };
}
