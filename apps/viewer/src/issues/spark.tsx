import type { JSX } from 'preact';

const HEIGHT = 22;
const STEP = 4;

/** How a number went over equal parts of time, as small bars: the words beside it tell the rest. */
export function Spark({ values, about }: { values: readonly number[]; about: string }): JSX.Element {
  const most = Math.max(...values, 1);
  const width = values.length * STEP;
  return (
    <svg class="spark" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={about}>
      <path class="spark-base" d={`M0 ${HEIGHT - 0.5}H${width}`} />
      {values.map((value, index) => {
        const tall = value === 0 ? 0 : Math.max(2, Math.round((value / most) * (HEIGHT - 2)));
        const at = index * STEP;
        return tall > 0 && <rect key={index} x={at} y={HEIGHT - tall} width={STEP - 1} height={tall} rx="0.5" />;
      })}
    </svg>
  );
}
