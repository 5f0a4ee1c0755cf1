import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../shell/theme.ts';

/** One line of a chart, or its bars. */
export interface Series {
  /** In the order of the chart's times; null leaves a gap. */
  values: readonly (number | null)[];
  look: 'bars' | 'line' | 'faint' | 'band';
  /** Name of a colour in tokens.css. */
  colour: string;
}

interface Props {
  /** Epoch seconds at which each point begins. */
  times: readonly number[];
  /** Seconds from one point to the next. */
  step: number;
  series: readonly Series[];
  /** CSS pixels. */
  height: number;
  /** Words for a value on the axis. */
  axis: (value: number) => string;
  /** Words for a time (epoch seconds) on the axis. */
  axisTime: (seconds: number) => string;
  /** Least that the axis reaches to, so that little does not look like much. */
  least: number;
  selected: number;
  onSelect: (index: number) => void;
}

/** Draws values over time. It is a picture for those who see it: whoever uses it must say the same in words beside it. */
export function TrendChart(props: Props): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const shape = `${props.series.map(({ look, colour }) => look + colour)} ${theme.value}`;
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new uPlot(
        optionsFor(element, () => latest.current),
        dataOf(latest.current),
        element,
      );
    };
    draw();
    const resized = new ResizeObserver(() => {
      chart.current?.setSize({ width: element.clientWidth, height: latest.current.height });
    });
    resized.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      chart.current?.destroy();
      chart.current = null;
    };
  }, [shape]);
  useEffect(() => chart.current?.setData(dataOf(props)), [props.times, props.series]);
  // Without new paths: what is drawn stays where it is, only the mark behind it moves.
  useEffect(() => chart.current?.redraw(false), [props.selected]);
  return <div class="trend-chart" ref={host} aria-hidden="true" />;
}

function dataOf({ times, series }: Props): uPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])];
}

function optionsFor(element: HTMLElement, props: () => Props): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const { height, series } = props();
  const grid = { stroke: colour('line'), width: 1 };
  const look = { stroke: colour('ink-soft'), font: `11px ${style.fontFamily}`, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: () => withMargin(props()) },
      y: { range: (_, __, max) => [0, Math.max(props().least, (max ?? 0) * 1.08)] },
    },
    axes: [
      { ...look, grid: { show: false }, size: 24, space: 70, values: (_, at) => at.map(props().axisTime) },
      { ...look, grid, size: 56, space: 34, values: (_, at) => at.map(props().axis) },
    ],
    series: [{}, ...series.map((one) => seriesOptions(one, colour))],
    bands: bandOf(series, colour),
    hooks: {
      drawClear: [(drawn) => markSelected(drawn, props().selected, colour('accent-soft'))],
      ready: [
        (ready) => {
          ready.over.addEventListener('click', () => {
            if (ready.cursor.idx != null) props().onSelect(ready.cursor.idx);
          });
        },
      ],
    },
  };
}

/** All times with room for half a bar on either side. */
function withMargin({ times, step }: Props): [number, number] {
  const [first = 0] = times;
  return [first - step / 2, (times.at(-1) ?? first) + step / 2];
}

function seriesOptions({ look, colour: name }: Series, colour: (name: string) => string): uPlot.Series {
  const stroke = colour(name);
  const few = { show: (chart: uPlot) => (chart.data[0]?.length ?? 0) <= 62, size: 5, fill: stroke, stroke };
  if (look === 'band') return { stroke: 'transparent', width: 0, points: { show: false } };
  if (look === 'faint') return { stroke, width: 1.5, dash: [4, 4], points: { show: false } };
  if (look === 'line') return { stroke, width: 2, points: few };
  return {
    ...{ stroke, fill: stroke, width: 0, points: { show: false } },
    paths: uPlot.paths.bars?.({ size: [0.62, 48], radius: 0.12, align: 0 }) as uPlot.Series.PathBuilder,
  };
}

/** Two `band` series, upper and lower in this order, are filled between. */
function bandOf(series: readonly Series[], colour: (name: string) => string): uPlot.Band[] {
  const [upper, lower] = series.flatMap(({ look }, index) => (look === 'band' ? [index + 1] : []));
  const named = series[(upper ?? 1) - 1]?.colour ?? '';
  return upper === undefined || lower === undefined ? [] : [{ series: [upper, lower], fill: `${colour(named)}24` }];
}

function markSelected(chart: uPlot, index: number, fill: string): void {
  const at = chart.data[0]?.[index];
  if (at === undefined) return;
  const { ctx, bbox } = chart;
  const x = chart.valToPos(at, 'x', true);
  const width = Math.max(6, Math.min(56, bbox.width / Math.max(1, chart.data[0]?.length ?? 1)));
  ctx.save();
  ctx.fillStyle = fill;
  ctx.fillRect(x - width / 2, bbox.top, width, bbox.height);
  ctx.restore();
}
