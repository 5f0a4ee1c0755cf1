import { useEffect, useRef, useState } from 'preact/hooks';

/** Typing settles before anything is asked. Milliseconds. */
const TYPING_PAUSE_MS = 250;

export interface Typing {
  typed: string;
  /** Shows a text at once, and passes it on when typing settled. */
  type: (text: string) => void;
  /** Shows a text and passes it on at once. */
  settle: (text: string) => void;
}

/** A text that is being typed: `onSettled` follows it, later, and what comes back from there must not take back letters that came meanwhile. */
export function useTyping(value: string, onSettled: (text: string) => void): Typing {
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  const settled = useRef(onSettled);
  settled.current = onSettled;
  useEffect(() => {
    // A space behind it is not passed on, and waits for the next word.
    if (timer.current === 0) setTyped((now) => (now.trim() === value ? now : value));
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = 0;
    settled.current(text);
  };
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => settle(text), TYPING_PAUSE_MS);
  };
  return { typed, type, settle };
}
