import { REDACTION_CLASSES, type RedactionClass } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useAction } from '../../shell/use-action.ts';
import type { CardProps } from '../project/project-section.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { CLASS_WORDS } from './class-words.ts';

/** What is looked for, class by class. */
export function ClassesCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  const { busy, problem, run } = useAction();
  const { off } = settings.redaction;
  /** What somebody just clicked, until it is saved. */
  const clicked = useSignal<{ what: RedactionClass; on: boolean } | null>(null);
  const isOn = (what: RedactionClass): boolean =>
    clicked.value?.what === what ? clicked.value.on : !off.includes(what);
  const turn = async (what: RedactionClass, box: HTMLInputElement): Promise<void> => {
    const on = box.checked;
    clicked.value = { what, on };
    const make = ({ redaction }: typeof settings) => {
      const others = redaction.off.filter((known) => known !== what);
      return { ...redaction, off: on ? others : [...others, what] };
    };
    await run(() => model.set('redaction', make), `${CLASS_WORDS[what].title}: ${on ? 'on' : 'off'}`);
    clicked.value = null;
    // It could not keep the focus while it was saved.
    box.disabled = false;
    box.focus();
  };
  return (
    <SettingsCard id="classes" title="Second net">
      <p>
        Pages mask what is secret before they send it. The server looks once more, at every recording, before anything
        is stored. Styles, pictures and the structure of pages are left alone. A change holds within five seconds, for
        what comes from then on.
      </p>
      <ul class="net-classes">
        {REDACTION_CLASSES.map((what) => (
          <li key={what}>
            <label>
              <input
                type="checkbox"
                data-testid={`redact-${what}`}
                checked={isOn(what)}
                disabled={!mayEdit || busy.value}
                onChange={(event) => void turn(what, event.currentTarget)}
              />
              <span>
                <strong>{CLASS_WORDS[what].title}</strong> <span class="quiet">{CLASS_WORDS[what].about}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p class="problem" role="alert">
        {problem.value}
      </p>
    </SettingsCard>
  );
}
