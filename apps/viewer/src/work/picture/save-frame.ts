import { saveFile } from '../../erasure/save-file.ts';
import type { SessionModel } from '../../session/session-model.ts';
import { announce } from '../../shell/announce.tsx';
import { counted } from '../../words/text.ts';

/** Saves what is on the screen as a PNG and says so, also what it could not have. What draws is loaded when it is first asked for. */
export async function saveFrame(model: SessionModel): Promise<void> {
  const { player, recordedPage } = model;
  const state = player.shown.state.value;
  if (recordedPage === null || state === 'loading' || state === 'failed') return announce('There is no frame to save');
  const at = Math.round(player.shown.at.value);
  try {
    const { framePicture } = await import('./frame-picture.ts');
    const { png, left } = await framePicture(recordedPage, player.viewport.value);
    saveFile(png, `${model.id}-${at}.png`);
    announce(
      left === 0
        ? 'Picture saved'
        : `Picture saved, without ${counted(left, 'frame or component', 'frames and components')}`,
    );
  } catch {
    announce('This frame cannot be drawn as a picture');
  }
}
